#include "stand_ins.h"

namespace aludel::frontend {
namespace {

constexpr std::string_view cstddef = R"(#pragma once
namespace std {
using size_t = decltype(sizeof(0));
using ptrdiff_t = decltype(static_cast<int*>(nullptr) - static_cast<int*>(nullptr));
using nullptr_t = decltype(nullptr);
enum class byte : unsigned char {};
}
using size_t = std::size_t;
using ptrdiff_t = std::ptrdiff_t;
#define NULL __null
)";

constexpr std::string_view cstdint = R"(#pragma once
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef __INT64_TYPE__ int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef __UINT64_TYPE__ uint64_t;
typedef __INTMAX_TYPE__ intmax_t;
typedef __UINTMAX_TYPE__ uintmax_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
namespace std {
using ::int8_t; using ::int16_t; using ::int32_t; using ::int64_t;
using ::uint8_t; using ::uint16_t; using ::uint32_t; using ::uint64_t;
using ::intmax_t; using ::uintmax_t; using ::intptr_t; using ::uintptr_t;
}
)";

constexpr std::string_view initializer_list = R"(#pragma once
#include <cstddef>
namespace std {
template <class T>
class initializer_list {
    const T* items_;
    size_t size_;
public:
    constexpr initializer_list() noexcept : items_(nullptr), size_(0) {}
    constexpr size_t size() const noexcept { return size_; }
    constexpr const T* begin() const noexcept { return items_; }
    constexpr const T* end() const noexcept { return items_ + size_; }
};
}
)";

constexpr std::string_view iosfwd = R"(#pragma once
#include <cstddef>
namespace std {
template <class C> struct char_traits;
template <class T> class allocator {};
template <class C, class Traits = char_traits<C>> class basic_istream;
template <class C, class Traits = char_traits<C>> class basic_ostream;
using istream = basic_istream<char>;
using ostream = basic_ostream<char>;
}
)";

constexpr std::string_view string_view = R"(#pragma once
#include <iosfwd>
namespace std {
template <class C, class Traits = char_traits<C>>
class basic_string_view {
    const C* text_;
    size_t size_;
public:
    constexpr basic_string_view() noexcept : text_(nullptr), size_(0) {}
    constexpr basic_string_view(const C* text) : text_(text), size_(0) {
        while (text_[size_] != C()) ++size_;
    }
    constexpr basic_string_view(const C* text, size_t size) : text_(text), size_(size) {}
    constexpr size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr const C* data() const noexcept { return text_; }
};
using string_view = basic_string_view<char>;
}
)";

constexpr std::string_view array = R"(#pragma once
#include <cstddef>
namespace std {
template <class T, size_t N>
struct array {
    T items_[N];
    constexpr size_t size() const noexcept { return N; }
    constexpr const T& operator[](size_t at) const { return items_[at]; }
    constexpr const T* begin() const noexcept { return items_; }
    constexpr const T* end() const noexcept { return items_ + N; }
};
}
)";

constexpr std::string_view utility = R"(#pragma once
#include <initializer_list>
namespace std {
template <class A, class B>
struct pair {
    A first;
    B second;
};
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T&> { using type = T; };
template <class T> struct remove_reference<T&&> { using type = T; };
template <class T>
constexpr typename remove_reference<T>::type&& move(T&& value) noexcept {
    return static_cast<typename remove_reference<T>::type&&>(value);
}
}
)";

// A specialisation for a type of the models is all that they need of it.
constexpr std::string_view functional = R"(#pragma once
#include <cstddef>
namespace std {
template <class T> struct hash;
template <class T> struct less;
template <class T> struct equal_to;
template <class Signature>
class function {
public:
    function();
    function(nullptr_t);
    function(const function&);
    ~function();
    function& operator=(const function&);
};
}
)";

constexpr std::string_view memory = R"(#pragma once
#include <iosfwd>
namespace std {
template <class T> struct default_delete {};
template <class T, class D = default_delete<T>>
class unique_ptr {
public:
    unique_ptr();
    unique_ptr(nullptr_t);
    unique_ptr(unique_ptr&&);
    ~unique_ptr();
    unique_ptr& operator=(unique_ptr&&);
};
template <class T>
class shared_ptr {
public:
    shared_ptr();
    shared_ptr(nullptr_t);
    shared_ptr(const shared_ptr&);
    ~shared_ptr();
    shared_ptr& operator=(const shared_ptr&);
};
template <class T>
class weak_ptr {
public:
    weak_ptr();
    weak_ptr(const weak_ptr&);
    ~weak_ptr();
    weak_ptr& operator=(const weak_ptr&);
};
}
)";

constexpr std::string_view map = R"(#pragma once
#include <functional>
#include <iosfwd>
#include <utility>
namespace std {
template <class K, class T, class C = less<K>, class A = allocator<pair<const K, T>>>
class map {
public:
    map();
    map(const map&);
    ~map();
    map& operator=(const map&);
};
}
)";

constexpr std::string_view set = R"(#pragma once
#include <functional>
#include <iosfwd>
namespace std {
template <class K, class C = less<K>, class A = allocator<K>>
class set {
public:
    set();
    set(const set&);
    ~set();
    set& operator=(const set&);
};
}
)";

constexpr std::string_view limits = R"(#pragma once
namespace std {
template <class T> struct numeric_limits;
#define ALUDEL_LIMITS(type, low, high) \
    template <> struct numeric_limits<type> { \
        static constexpr type min() noexcept { return low; } \
        static constexpr type max() noexcept { return high; } \
        static constexpr type lowest() noexcept { return low; } \
    };
ALUDEL_LIMITS(signed char, -128, 127)
ALUDEL_LIMITS(unsigned char, 0, 255)
ALUDEL_LIMITS(short, -__SHRT_MAX__ - 1, __SHRT_MAX__)
ALUDEL_LIMITS(unsigned short, 0, __SHRT_MAX__ * 2 + 1)
ALUDEL_LIMITS(int, -__INT_MAX__ - 1, __INT_MAX__)
ALUDEL_LIMITS(unsigned, 0, __INT_MAX__ * 2U + 1)
ALUDEL_LIMITS(long, -__LONG_MAX__ - 1, __LONG_MAX__)
ALUDEL_LIMITS(unsigned long, 0, __LONG_MAX__ * 2UL + 1)
ALUDEL_LIMITS(long long, -__LONG_LONG_MAX__ - 1, __LONG_LONG_MAX__)
ALUDEL_LIMITS(unsigned long long, 0, __LONG_LONG_MAX__ * 2ULL + 1)
#undef ALUDEL_LIMITS
}
)";

constexpr std::string_view ratio = R"(#pragma once
#include <cstdint>
namespace std {
template <intmax_t N, intmax_t D = 1> struct ratio {};
using nano = ratio<1, 1000000000>;
using micro = ratio<1, 1000000>;
using milli = ratio<1, 1000>;
}
)";

// What only the bodies of functions use, which are not read. In a constexpr one it is missed, and the real header read.
constexpr std::string_view for_bodies = R"(#pragma once
#include <iosfwd>
)";

constexpr std::string_view string = R"(#pragma once
#include <initializer_list>
#include <iosfwd>
namespace std {
template <class C, class Traits = char_traits<C>, class A = allocator<C>>
class basic_string {
public:
    basic_string();
    basic_string(const C* text);
    basic_string(const basic_string&);
    basic_string(initializer_list<C>);
    ~basic_string();
    basic_string& operator=(const basic_string&);
    size_t size() const;
    bool empty() const;
    const C* c_str() const;
};
using string = basic_string<char>;
}
)";

constexpr std::string_view optional = R"(#pragma once
namespace std {
struct nullopt_t {
    explicit constexpr nullopt_t(int) {}
};
inline constexpr nullopt_t nullopt{0};
template <class T>
class optional {
    union {
        char none_;
        T value_;
    };
public:
    optional();
    optional(nullopt_t);
    optional(const optional&);
    template <class U = T> optional(U&& value);
    ~optional();
    optional& operator=(const optional&);
    bool has_value() const;
    explicit operator bool() const;
    const T& operator*() const;
    const T& value() const;
};
}
)";

constexpr std::string_view vector = R"(#pragma once
#include <initializer_list>
#include <iosfwd>
namespace std {
template <class T, class A = allocator<T>>
class vector {
public:
    vector();
    vector(const vector&);
    vector(initializer_list<T>);
    ~vector();
    vector& operator=(const vector&);
    size_t size() const;
    bool empty() const;
};
}
)";

constexpr std::string_view chrono = R"(#pragma once
#include <cstdint>
#include <ratio>
namespace std {
namespace chrono {
template <class Rep, class Period = ratio<1>>
class duration {
    Rep count_;
public:
    constexpr duration() = default;
    constexpr explicit duration(const Rep& count) : count_(count) {}
    constexpr Rep count() const { return count_; }
};
using nanoseconds = duration<int64_t, nano>;
using microseconds = duration<int64_t, micro>;
using milliseconds = duration<int64_t, milli>;
using seconds = duration<int64_t>;
using minutes = duration<int64_t, ratio<60>>;
using hours = duration<int64_t, ratio<3600>>;
using days = duration<int64_t, ratio<86400>>;
using weeks = duration<int64_t, ratio<604800>>;
using months = duration<int64_t, ratio<2629746>>;
using years = duration<int64_t, ratio<31556952>>;
template <class Clock, class Duration = typename Clock::duration>
class time_point {
    Duration since_;
public:
    constexpr time_point() : since_() {}
    constexpr explicit time_point(const Duration& since) : since_(since) {}
    constexpr Duration time_since_epoch() const { return since_; }
};
struct system_clock {
    using duration = nanoseconds;
    using time_point = chrono::time_point<system_clock>;
    static time_point now() noexcept;
};
struct steady_clock;
struct local_t {};
template <class Duration> using sys_time = time_point<system_clock, Duration>;
using sys_seconds = sys_time<seconds>;
using sys_days = sys_time<days>;
template <class Duration> using local_time = time_point<local_t, Duration>;
using local_seconds = local_time<seconds>;
using local_days = local_time<days>;
class year_month_day {
    int days_;
public:
    year_month_day();
};
template <class Duration>
class hh_mm_ss {
    Duration since_;
public:
    hh_mm_ss();
    explicit hh_mm_ss(Duration);
};
}
}
)";

constexpr std::string_view model = "#pragma once\n";

std::string in(std::string_view directory, std::string_view name) {
    return std::string(directory) + '/' + std::string(name);
}

}  // namespace

const std::vector<VirtualFile>& virtual_files() {
    static const std::vector<VirtualFile> files = {
        {in(own_headers, "aludel/model.h"), model},
        {in(stand_in_headers, "algorithm"), for_bodies},
        {in(stand_in_headers, "array"), array},
        {in(stand_in_headers, "cctype"), for_bodies},
        {in(stand_in_headers, "chrono"), chrono},
        {in(stand_in_headers, "cmath"), for_bodies},
        {in(stand_in_headers, "cstddef"), cstddef},
        {in(stand_in_headers, "cstdint"), cstdint},
        {in(stand_in_headers, "cstdio"), for_bodies},
        {in(stand_in_headers, "cstring"), for_bodies},
        {in(stand_in_headers, "functional"), functional},
        {in(stand_in_headers, "initializer_list"), initializer_list},
        {in(stand_in_headers, "iomanip"), for_bodies},
        {in(stand_in_headers, "iosfwd"), iosfwd},
        {in(stand_in_headers, "iostream"), for_bodies},
        {in(stand_in_headers, "istream"), for_bodies},
        {in(stand_in_headers, "iterator"), for_bodies},
        {in(stand_in_headers, "limits"), limits},
        {in(stand_in_headers, "map"), map},
        {in(stand_in_headers, "memory"), memory},
        {in(stand_in_headers, "numeric"), for_bodies},
        {in(stand_in_headers, "optional"), optional},
        {in(stand_in_headers, "ostream"), for_bodies},
        {in(stand_in_headers, "ratio"), ratio},
        {in(stand_in_headers, "set"), set},
        {in(stand_in_headers, "sstream"), for_bodies},
        {in(stand_in_headers, "stddef.h"), cstddef},
        {in(stand_in_headers, "stdexcept"), for_bodies},
        {in(stand_in_headers, "stdint.h"), cstdint},
        {in(stand_in_headers, "string"), string},
        {in(stand_in_headers, "string_view"), string_view},
        {in(stand_in_headers, "utility"), utility},
        {in(stand_in_headers, "vector"), vector},
    };
    return files;
}

}  // namespace aludel::frontend
