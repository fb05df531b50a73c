#include "sql/sqlite/objects.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "sql/sqlite/statements.h"

namespace aludel::migrations::sqlite {

using namespace schema;

namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

bool is_quoted(std::string_view token) {
    return token.front() == '"' || token.front() == '\'' || token.front() == '`' || token.front() == '[';
}

/// The name that begins at `at`; moves behind it. A doubled quote is read as two tokens, one behind the other.
std::string name_at(const std::vector<std::string_view>& words, std::size_t& at) {
    const std::string_view first = words[at++];
    if (!is_quoted(first)) return std::string(first);
    std::string name(first.substr(1, first.size() - 2));
    while (at < words.size() && words[at].front() == first.front() && words[at].data() == words[at - 1].data() + words[at - 1].size()) {
        name += first.front() + std::string(words[at].substr(1, words[at].size() - 2));
        ++at;
    }
    return name;
}

// SQLite keeps "CREATE TRIGGER" and what stands from the name on; IF NOT EXISTS and the schema are gone
// (https://www.sqlite.org/schematab.html).
std::optional<Opaque> made_by(const std::string& statement) {
    const std::vector<std::string_view> words = tokens(statement);
    std::size_t at = 0;
    const auto take = [&](const char* word) {
        if (at >= words.size() || upper(words[at]) != word) return false;
        ++at;
        return true;
    };
    if (!take("CREATE")) return std::nullopt;
    if (take("TEMP") || take("TEMPORARY")) return std::nullopt;  // gone with the session
    std::string kind;
    if (take("TRIGGER")) {
        kind = "TRIGGER";
    } else if (take("VIEW")) {
        kind = "VIEW";
    } else if (take("VIRTUAL")) {
        kind = "VIRTUAL TABLE";
        take("TABLE");
    } else if (take("TABLE")) {
        kind = "TABLE";
    } else if (take("UNIQUE")) {
        kind = "UNIQUE INDEX";
        take("INDEX");
    } else if (take("INDEX")) {
        kind = "INDEX";
    } else {
        return std::nullopt;
    }
    if (take("IF")) at += 2;
    if (at >= words.size()) return std::nullopt;
    std::size_t begin = at;
    std::string name = name_at(words, at);
    if (at + 1 < words.size() && words[at] == ".") {
        begin = ++at;
        name = name_at(words, at);
    }
    const std::string rest = statement.substr(static_cast<std::size_t>(words[begin].data() - statement.data()));
    std::string word = kind == "UNIQUE INDEX" ? "index" : kind;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return Opaque{
        .name = Name(name), .kind = word, .create = {.sql = "CREATE " + kind + " " + rest, .dialects = {}}, .drop = {}, .only = {}};
}

}  // namespace

std::vector<Opaque> catalogue_objects(const Opaque& lowered) {
    std::vector<Opaque> found;
    for (const std::string& statement : split_statements(lowered.create.sql))
        if (auto made = made_by(statement)) found.push_back(std::move(*made));
    if (found.empty()) found.push_back(lowered);
    return found;
}

}  // namespace aludel::migrations::sqlite
