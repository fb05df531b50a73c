#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;

TEST_CASE("a type whose width depends on the target is refused with the fixed width") {
    CHECK(mistakes(R"h(using Count = std::size_t;
struct [[db::table("t")]] T {
    long a, b;
    unsigned long c;
    std::size_t d;
    std::optional<long> e;
    std::int_fast32_t f;
    Count g;
    char h;
    long double i;
    std::optional<std::ptrdiff_t> j;
};
)h") == R"h(3:5-9 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 3:5-9 "std::int64_t"
    hint: write std::int64_t
4:5-18 error [target-dependent-type] 'unsigned long' has another width on another platform, and would mean another schema there
    fix 4:5-18 "std::int64_t"
    hint: write std::int64_t
5:5-16 error [target-dependent-type] 'std::size_t' has another width on another platform, and would mean another schema there
    fix 5:5-16 "std::int64_t"
    hint: write std::int64_t
6:19-23 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 6:19-23 "std::int64_t"
    hint: write std::int64_t
7:5-22 error [target-dependent-type] 'std::int_fast32_t' has another width on another platform, and would mean another schema there
    fix 7:5-22 "std::int32_t"
    hint: write std::int32_t
8:5-10 error [target-dependent-type] 'Count' has another width on another platform, and would mean another schema there
    hint: write std::int64_t
9:5-9 error [target-dependent-type] 'char': a number on some platforms with a sign, on others without
    fix 9:5-9 "std::int8_t"
    hint: write std::int8_t for a small number, std::string with db::length(1) for a character
10:5-16 error [target-dependent-type] 'long double': its precision differs between platforms, and no database stores it
    fix 10:5-16 "double"
    hint: write double, or keep exact decimals with db::numeric
11:19-33 error [target-dependent-type] 'std::ptrdiff_t' has another width on another platform, and would mean another schema there
    fix 11:19-33 "std::int64_t"
    hint: write std::int64_t
)h");
}

TEST_CASE("a type that no column can have is refused where it stands, each of them in one run") {
    CHECK(mistakes(R"h(#include <map>
struct Other { int a; };
struct [[db::table("t")]] T {
    std::map<int, int> a;
    int* b;
    Other& c;
    Other d;
    int e[3];
    int f : 3;
    union { int g; float h; };
    std::uint64_t i;
    std::optional<std::optional<int>> j;
    std::vector<int> k;
    std::wstring l;
    std::chrono::steady_clock::time_point m;
    std::chrono::seconds n;
    int fine;
};
)h") == R"h(4:5-23 error [unmappable-type] 'std::map<int, int>': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, std::vector<std::byte>, std::chrono time points and dates, enums, and std::optional of these
5:5-9 error [pointer-member] 'int*': a pointer is no column
    hint: std::optional makes a column nullable; db::references on the key's value leads to another table
6:5-11 error [reference-member] 'Other&': a reference is no column: the value would live elsewhere
    hint: hold the value, or the key of the row it belongs to
7:5-10 error [unmappable-type] 'Other': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, std::vector<std::byte>, std::chrono time points and dates, enums, and std::optional of these
8:5-13 error [unmappable-type] 'int e[3]': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, std::vector<std::byte>, std::chrono time points and dates, enums, and std::optional of these
9:5-14 error [bit-field] a bit field is no column: no database has integers of that width
    hint: write a fixed-width integer, or bool
10:5-10 error [anonymous-member] a member without a name is no column
    hint: members of an anonymous struct or union have no place in a table: make them members of the struct
11:5-18 error [too-wide-integer] 'std::uint64_t': no database has an integer that holds all its values
    hint: the widest has 64 bits with a sign: write std::int64_t, or keep all values with db::numeric(20, 0)
12:5-38 error [unmappable-type] 'std::optional<std::optional<int>>': no SQL type stands for it
    hint: NULL in NULL is one NULL in SQL: write one std::optional
13:5-21 error [unmappable-type] 'std::vector<int>': no SQL type stands for it
    hint: bytes are std::vector<std::byte>; for a list of values make a table that refers to this one
14:5-17 error [unmappable-type] 'std::wstring': no SQL type stands for it
    hint: write std::string: text is stored as UTF-8
15:5-42 error [unmappable-type] 'std::chrono::steady_clock::time_point': no SQL type stands for it
    hint: a point in time is std::chrono::system_clock::time_point or a std::chrono::sys_time
16:5-25 error [unmappable-type] 'std::chrono::seconds': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, std::vector<std::byte>, std::chrono time points and dates, enums, and std::optional of these
)h");
}
