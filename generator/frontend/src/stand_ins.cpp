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

constexpr std::string_view string = R"(#pragma once
#include <initializer_list>
namespace std {
template <class C> struct char_traits;
template <class T> class allocator {};
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
namespace std {
template <class T> class allocator;
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
namespace std {
template <intmax_t N, intmax_t D = 1> struct ratio {};
using nano = ratio<1, 1000000000>;
using micro = ratio<1, 1000000>;
using milli = ratio<1, 1000>;
namespace chrono {
template <class Rep, class Period = ratio<1>> class duration {};
using nanoseconds = duration<int64_t, nano>;
using microseconds = duration<int64_t, micro>;
using milliseconds = duration<int64_t, milli>;
using seconds = duration<int64_t>;
using minutes = duration<int64_t, ratio<60>>;
using hours = duration<int64_t, ratio<3600>>;
using days = duration<int64_t, ratio<86400>>;
template <class Clock, class Duration = typename Clock::duration> class time_point {};
struct system_clock {
    using duration = nanoseconds;
    using time_point = chrono::time_point<system_clock>;
};
template <class Duration> using sys_time = time_point<system_clock, Duration>;
using sys_seconds = sys_time<seconds>;
using sys_days = sys_time<days>;
class year_month_day {
    int days_;
public:
    year_month_day();
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
        {in(stand_in_headers, "chrono"), chrono},
        {in(stand_in_headers, "cstddef"), cstddef},
        {in(stand_in_headers, "cstdint"), cstdint},
        {in(stand_in_headers, "initializer_list"), initializer_list},
        {in(stand_in_headers, "optional"), optional},
        {in(stand_in_headers, "stddef.h"), cstddef},
        {in(stand_in_headers, "stdint.h"), cstdint},
        {in(stand_in_headers, "string"), string},
        {in(stand_in_headers, "vector"), vector},
    };
    return files;
}

}  // namespace aludel::frontend
