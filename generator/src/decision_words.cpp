#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/failure.h>

namespace aludel::generator {
namespace {

/// The first `separator` that is not within double quotes (names that hold one are quoted, see schema::to_string).
std::size_t find_unquoted(const std::string& text, char separator) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == separator && !quoted) return i;
    }
    return std::string::npos;
}

std::string unquoted(const std::string& part) {
    if (part.size() < 2 || part.front() != '"' || part.back() != '"') return part;
    std::string name;
    for (std::size_t i = 1; i + 1 < part.size(); ++i) {
        name += part[i];
        if (part[i] == '"') ++i;  // doubled
    }
    return name;
}

/// users.about, auth.users.about: the parts as they are named.
std::vector<std::string> parts_of(std::string text) {
    std::vector<std::string> parts;
    for (auto dot = find_unquoted(text, '.'); dot != std::string::npos; dot = find_unquoted(text, '.')) {
        parts.push_back(unquoted(text.substr(0, dot)));
        text.erase(0, dot + 1);
    }
    parts.push_back(unquoted(text));
    return parts;
}

}  // namespace

schema::Rename parse_rename(const std::string& text) {
    using Of = schema::Rename::Of;
    constexpr std::string_view enum_mark = "enum:";  // no name reads so: one with a colon stands in quotes
    const bool of_enum = text.starts_with(enum_mark);
    const std::string said = of_enum ? text.substr(enum_mark.size()) : text;
    const auto equals = find_unquoted(said, '=');
    const std::string from = said.substr(0, equals), to = equals == std::string::npos ? "" : said.substr(equals + 1);
    const std::vector<std::string> old_parts = parts_of(from), new_parts = parts_of(to);
    if (from.empty() || to.empty() || old_parts.size() > 3)
        throw Failure("option", fmt::format("--rename {}: write OLD=NEW, as in --rename users=members, --rename users.about=bio, "
                                            "--rename enum:role=rank or --rename enum:role.user=member",
                                            text));
    if (old_parts.size() == 1) return {of_enum ? Of::enumeration : Of::table, {}, from, to};
    const schema::Name owner = old_parts.size() == 2 ? schema::Name(old_parts[0]) : schema::Name(old_parts[0], old_parts[1]);
    const bool same_owner = new_parts.size() == 1 ||
                            (new_parts.size() == old_parts.size() && std::equal(new_parts.begin(), new_parts.end() - 1, old_parts.begin()));
    if (!same_owner)
        throw Failure("option", fmt::format("--rename {}: a {}; write --rename {}{}={}", text,
                                            of_enum ? "value stays in its enum" : "column stays in its table", of_enum ? enum_mark : "",
                                            from, new_parts.back()));
    return {of_enum ? Of::enum_value : Of::column, owner, old_parts.back(), new_parts.back()};
}

void add_assignment(std::map<std::string, schema::Expression>& to, const std::string& option, const std::string& text) {
    const auto equals = find_unquoted(text, '=');
    std::string column = text.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == text.size() || find_unquoted(column, '.') == std::string::npos) {
        throw Failure("option",
                      fmt::format("{} {}: write TABLE.COLUMN=SQL, as in {} \"users.name='unknown'\", or TABLE.COLUMN:sqlite=SQL for one "
                                  "dialect",
                                  option, text, option));
    }
    std::string sql = text.substr(equals + 1);
    for (const std::string_view dialect : {":sqlite", ":postgresql"}) {
        if (!column.ends_with(dialect)) continue;
        column.resize(column.size() - dialect.size());
        to[column].dialects[std::string(dialect.substr(1))] = std::move(sql);
        return;
    }
    to[column].sql = std::move(sql);
}

}  // namespace aludel::generator
