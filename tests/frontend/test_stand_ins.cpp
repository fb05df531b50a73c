#include <doctest/doctest.h>

#include "front_end.h"
#include "stand_ins.h"

using aludel::test::columns_text;
using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::read;

TEST_CASE("each stand-in compiles alone, and stands for a header that there is") {
    for (const aludel::frontend::VirtualFile& file : aludel::frontend::virtual_files()) {
        if (file.path.rfind(aludel::frontend::stand_in_headers, 0) != 0) continue;
        const std::string name = file.path.substr(aludel::frontend::stand_in_headers.size() + 1);
        CAPTURE(name);
        const std::string include = "#include <" + name + ">\n";
        const std::string real = "#if defined(__GLIBCXX__) || defined(_LIBCPP_VERSION)\n#error this is the real one\n#endif\n";
        const Headers headers(Files{{"model.h", include + include + real + "struct [[db::table(\"t\")]] T { int id; };\n"}});
        const auto run = headers.run({"--no-primary-key-note", "model.h"});
        CHECK(run.status == 0);
        CHECK(aludel::test::diagnostics_text(run.document.diagnostics) == "");
    }
}

TEST_CASE("models that use the standard library as applications do are read") {
    const auto document = read(R"h(
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <compare>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
namespace app {
class UserId {
public:
    constexpr explicit UserId(std::int64_t value) : value_(value) {
        if (value < 0) throw std::invalid_argument("negative");
    }
    constexpr auto operator<=>(const UserId&) const = default;
    constexpr std::int64_t value() const { return value_; }
private:
    [[db::value]] std::int64_t value_;
};
template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>> constexpr T twice(T value) { return value + value; }
constexpr std::string_view longest = "forty-two";
constexpr int limit(std::string_view text) { return static_cast<int>(std::max<std::size_t>(text.size(), 3)); }
class [[db::table("users")]] User {
public:
    explicit User(std::string name) : name_(std::move(name)) {}
    const std::string& name() const { return name_; }
    std::size_t name_length() const noexcept { return name_.size(); }
    template <class F> decltype(auto) with(F&& f) const { return std::forward<F>(f)(name_); }
    friend std::ostream& operator<<(std::ostream& out, const User& user) { return out << std::quoted(user.name_); }
    friend bool operator<(const User& a, const User& b) { return std::tie(a.name_) < std::tie(b.name_); }
    friend auto operator<=>(const User&, const User&) = delete;
private:
    [[db::primary_key]] UserId id_{1};
    [[db::length(limit(longest))]] std::string name_ = "x";
    [[db::default_value]] std::int32_t most = std::numeric_limits<std::int32_t>::max();
    [[db::default_value]] int four = twice(2);
    [[db::ignore]] std::function<void(const User&)> changed_ = [](const User&) {};
    [[db::ignore]] std::map<std::string, std::vector<int>> cache_;
    [[db::ignore]] std::unordered_map<int, std::set<int>> other_;
    [[db::ignore]] std::unique_ptr<User> next_;
    [[db::ignore]] std::variant<int, std::string> either_ = 3;
    [[db::ignore]] mutable std::mutex mutex_;
    static inline std::array<int, 3> numbers_{1, 2, 3};
    static constexpr auto square = [](int x) { return x * x; };
};
}
template <> struct std::hash<app::UserId> {
    std::size_t operator()(const app::UserId& id) const noexcept { return std::hash<std::int64_t>{}(id.value()); }
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(id_ bigint
name_ varchar(9)
most integer
four integer
)h");
    CHECK(document.schema.tables.begin()->columns.find("most")->default_value ==
          aludel::schema::Default(aludel::schema::Value(std::int64_t{2147483647})));
}

TEST_CASE("the stand-ins serve what most models have") {
    const Headers headers(Files{{"model.h", R"h(#include <aludel/model.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
static_assert(sizeof(std::string) == 1, "only the stand-in is so small");
struct UserId { [[db::value]] std::int64_t value; };
template <> struct std::hash<UserId> { std::size_t operator()(const UserId& id) const noexcept { return id.value; } };
struct [[db::table("users")]] User {
    static constexpr std::string_view name = "User";
    [[db::primary_key]] UserId id;
    std::array<std::byte, 16> key{};
    [[db::default_value]] std::chrono::seconds timeout{30};
    [[db::default_value]] std::vector<int> list = {1, 2};
    std::optional<std::chrono::sys_seconds> at;
    std::chrono::local_days day;
    [[db::ignore]] std::function<void()> changed;
    [[db::ignore]] std::map<int, std::set<std::string>> cache;
    [[db::ignore]] std::shared_ptr<User> next;
    explicit User(std::string text) : text_(std::move(text)) {}
    friend std::ostream& operator<<(std::ostream& out, const User& user) { return out << user.text_; }
    std::string text_;
};
)h"}});
    // With the real headers the assertion fails: only the first attempt can have read this.
    const auto quick = headers.run({"model.h"});
    CHECK(quick.status == 0);
    CHECK(aludel::test::diagnostics_text(quick.document.diagnostics) == "");
    CHECK(headers.run({"--full-headers", "model.h"}).status == 1);
}
