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
    int e[3][2];
    int f : 3;
    union { int g; float h; };
    std::uint64_t i;
    std::optional<std::optional<int>> j;
    std::vector<std::vector<int>> k;
    std::wstring l;
    std::chrono::steady_clock::time_point m;
    std::chrono::month n;
    int fine;
};
)h") == R"h(4:5-23 error [unmappable-type] 'std::map<int, int>': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
5:5-9 error [pointer-member] 'int*': a pointer is no column
    hint: std::optional makes a column nullable; db::references on the key's value leads to another table; db::ignore leaves the member out
6:5-11 error [reference-member] 'Other&': a reference is no column: the value would live elsewhere
    hint: hold the value, or the key of the row it belongs to
7:5-10 error [unmappable-type] 'Other': no SQL type stands for it
    hint: say what it is: db::embedded makes its members columns; db::value on its one member makes it a type of its own; db::type("...") says what it is in SQL, [types] in aludel.toml for all members; db::ignore leaves it out
8:5-16 error [unmappable-type] 'int e[3][2]': no SQL type stands for it
    hint: an array of arrays is no column: make a table that refers to this one
9:5-14 error [bit-field] a bit field is no column: no database has integers of that width
    hint: write a fixed-width integer, or bool
10:5-10 error [anonymous-member] a member without a name is no column
    hint: members of an anonymous struct or union have no place in a table: make them members of the struct
11:5-18 error [too-wide-integer] 'std::uint64_t': no database has an integer that holds all its values
    hint: the widest has 64 bits with a sign: write std::int64_t, or keep all values with db::numeric(20, 0)
12:5-38 error [unmappable-type] 'std::optional<std::optional<int>>': no SQL type stands for it
    hint: NULL in NULL is one NULL in SQL: write one std::optional
13:5-34 error [unmappable-type] 'std::vector<std::vector<int>>': no SQL type stands for it
    hint: an array of arrays is no column: make a table that refers to this one
14:5-17 error [unmappable-type] 'std::wstring': no SQL type stands for it
    hint: write std::string: text is stored as UTF-8
15:5-42 error [unmappable-type] 'std::chrono::steady_clock::time_point': no SQL type stands for it
    hint: a point in time is std::chrono::system_clock::time_point or a std::chrono::sys_time
16:5-23 error [unmappable-type] 'std::chrono::month': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
)h");
}

TEST_CASE("a pointer, a view or code is refused with what to hold in its place") {
    CHECK(mistakes(R"h(#include <functional>
#include <memory>
#include <string_view>
struct [[db::table("teams")]] Team { [[db::primary_key]] std::int64_t id; };
struct [[db::table("t")]] T {
    const char* a;
    std::string_view b;
    std::optional<std::string_view> c;
    Team* d;
    std::unique_ptr<Team> e;
    std::shared_ptr<int> f;
    void (*g)(int);
    std::function<void()> h;
    int T::* i;
    std::unique_ptr<Team[]> j;
    const std::string& k;
    std::optional<const char*> l;
};
)h") == R"h(6:11-16 error [pointer-member] 'char*': a pointer to text is no column: the text would live elsewhere
    fix 6:5-16 "std::string"
    hint: write std::string
7:5-21 error [view-member] 'std::string_view': a view is no column: the text would live elsewhere
    fix 7:5-21 "std::string"
    hint: write std::string
8:19-35 error [view-member] 'std::string_view': a view is no column: the text would live elsewhere
    fix 8:19-35 "std::string"
    hint: write std::string
9:5-10 error [pointer-member] 'Team*': a pointer is no column
    hint: hold the key of the row: [[db::references(&Team::id)]] std::int64_t team_id
10:5-26 error [pointer-member] 'std::unique_ptr<Team>': a pointer is no column
    hint: hold the key of the row: [[db::references(&Team::id)]] std::int64_t team_id
11:5-25 error [pointer-member] 'std::shared_ptr<int>': a pointer is no column
    hint: std::optional makes a column nullable; db::references on the key's value leads to another table; db::ignore leaves the member out
12:5-19 error [pointer-member] 'void (*g)(int)': code is no column
    hint: db::ignore leaves the member out
13:5-26 error [unmappable-type] 'std::function<void()>': no SQL type stands for it
    hint: code is no column: db::ignore leaves the member out
14:5-13 error [pointer-member] 'int T::*': code is no column
    hint: db::ignore leaves the member out
15:5-28 error [pointer-member] 'std::unique_ptr<Team[]>': a pointer is no column
    hint: std::optional makes a column nullable; db::references on the key's value leads to another table; db::ignore leaves the member out
16:11-23 error [reference-member] 'std::string&': a reference is no column: the value would live elsewhere
    hint: hold the value, or the key of the row it belongs to
17:25-30 error [pointer-member] 'char*': a pointer to text is no column: the text would live elsewhere
    fix 17:19-30 "std::string"
    hint: write std::string
)h");
}

TEST_CASE("a struct that nothing says the meaning of is refused with all the ways to say it") {
    CHECK(mistakes(R"h(#include <array>
#include <utility>
#include <variant>
struct Declared;
struct Point { double x; double y; };
union Either { int a; float b; };
template <class T> struct Wrapper { T value; };
struct [[db::table("teams")]] Team { [[db::primary_key]] std::int64_t id; };
struct [[db::table("t")]] T {
    Team team;
    std::optional<Team> maybe;
    std::vector<Team> teams;
    Point point;
    Either either;
    Wrapper<int> wrapper;
    std::pair<int, int> pair;
    std::variant<int, float> variant;
    struct { int x; } unnamed;
    wchar_t wide;
    char16_t sixteen;
    __int128 large;
    std::int_least32_t least;
    std::vector<long> longs;
    std::array<std::size_t, 3> sizes;
    std::vector<char> chars;
    char none[1];
    std::vector<std::optional<std::vector<int>>> nested;
    std::vector<Point> points;
    std::chrono::year_month month;
    std::u16string text;
    std::optional<std::vector<Declared>> declared;
};
)h") == R"h(10:5-9 error [table-member] 'Team': a row of another table is no column
    hint: hold the key of the row: [[db::references(&Team::id)]] std::int64_t team_id; db::embedded takes the members of a struct that is no table
11:19-23 error [table-member] 'Team': a row of another table is no column
    hint: hold the key of the row: [[db::references(&Team::id)]] std::int64_t team_id; db::embedded takes the members of a struct that is no table
12:5-22 error [table-member] 'std::vector<Team>': rows of another table are no column
    hint: each of them holds the key of its row here: db::references on a member of Team
13:5-10 error [unmappable-type] 'Point': no SQL type stands for it
    hint: say what it is: db::embedded makes its members columns; db::value on its one member makes it a type of its own; db::type("...") says what it is in SQL, [types] in aludel.toml for all members; db::ignore leaves it out
14:5-11 error [unmappable-type] 'Either': no SQL type stands for it
    hint: the members of a union are not there at the same time: make each a std::optional column, or db::ignore leaves the member out
15:5-17 error [unmappable-type] 'Wrapper<int>': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
16:5-24 error [unmappable-type] 'std::pair<int, int>': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
17:5-29 error [unmappable-type] 'std::variant<int, float>': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
18:5-11 error [unmappable-type] 'struct': no SQL type stands for it
    hint: say what it is: db::embedded makes its members columns; db::value on its one member makes it a type of its own; db::type("...") says what it is in SQL, [types] in aludel.toml for all members; db::ignore leaves it out
19:5-12 error [target-dependent-type] 'wchar_t': a character that has another width on another platform
    fix 19:5-12 "std::int32_t"
    hint: write std::int32_t for a code point, std::string with db::length(1) for a character
20:5-13 error [unmappable-type] 'char16_t': no SQL type stands for it
    hint: write std::string with db::length(1) for a character: text is stored as UTF-8
21:5-13 error [unmappable-type] '__int128': no SQL type stands for it
    hint: the widest integer has 64 bits; more digits are kept by db::type("numeric(39, 0)")
22:5-23 error [target-dependent-type] 'std::int_least32_t' has another width on another platform, and would mean another schema there
    fix 22:5-23 "std::int32_t"
    hint: write std::int32_t
23:17-21 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 23:17-21 "std::int64_t"
    hint: write std::int64_t
24:16-27 error [target-dependent-type] 'std::size_t' has another width on another platform, and would mean another schema there
    fix 24:16-27 "std::int64_t"
    hint: write std::int64_t
25:5-22 error [unmappable-type] 'std::vector<char>': no SQL type stands for it
    fix 25:5-22 "std::vector<std::byte>"
    hint: bytes are std::vector<std::byte>, text is std::string
26:5-17 error [unmappable-type] 'char none[1]': no SQL type stands for it
    hint: it has room for nothing, or for more than a value in a database
27:5-49 error [unmappable-type] 'std::vector<std::optional<std::vector<int>>>': no SQL type stands for it
    hint: an array of arrays is no column: make a table that refers to this one
28:17-22 error [unmappable-type] 'Point': no SQL type stands for it
    hint: say what it is: db::embedded makes its members columns; db::value on its one member makes it a type of its own; db::type("...") says what it is in SQL, [types] in aludel.toml for all members; db::ignore leaves it out
29:5-28 error [unmappable-type] 'std::chrono::year_month': no SQL type stands for it
    hint: columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, std::optional and lists of these; db::type("...") says what another type is, [types] in aludel.toml for all its members, and db::ignore leaves the member out
30:5-19 error [unmappable-type] 'std::u16string': no SQL type stands for it
    hint: write std::string: text is stored as UTF-8
31:31-39 error [unmappable-type] 'Declared': no SQL type stands for it
    hint: the class is only declared here
)h");
}
