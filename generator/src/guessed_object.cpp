#include "guessed_object.h"

#include <algorithm>
#include <array>
#include <vector>

namespace aludel::generator {
namespace {

bool is_word(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '$' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::size_t through(std::string_view text, std::size_t from, std::string_view end) {
    const auto at = text.find(end, from);
    return at == std::string_view::npos ? text.size() : at + end.size();
}

/// Words, names in quotes with their parts joined by dots, and whatever else as single characters; no comments.
std::vector<std::string> tokens(std::string_view text) {
    std::vector<std::string> out;
    bool joins = false;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at + 1;
        if (text.substr(at, 2) == "--") {
            end = through(text, at, "\n");
        } else if (text.substr(at, 2) == "/*") {
            end = through(text, at, "*/");
        } else if (c == '"' || c == '\'' || c == '`' || is_word(c)) {
            if (is_word(c)) {
                while (end < text.size() && is_word(text[end])) ++end;
            } else {
                end = through(text, at + 1, text.substr(at, 1));
            }
            const std::string token(text.substr(at, end - at));
            if (joins || (!out.empty() && token.front() == '.')) {
                out.back() += token;
            } else {
                out.push_back(token);
            }
            joins = end < text.size() && (token.back() == '.' || (text[end] == '.' && !is_word(c)));
            at = end;
            continue;
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            out.emplace_back(1, c);
        }
        joins = false;
        at = end;
    }
    return out;
}

struct Made {
    std::string kind;
    std::string name;
    std::string table;
};

constexpr std::array<std::pair<const char*, const char*>, 13> kinds = {{{"CONSTRAINT TRIGGER", "trigger"},
                                                                        {"TRIGGER", "trigger"},
                                                                        {"FUNCTION", "function"},
                                                                        {"PROCEDURE", "procedure"},
                                                                        {"AGGREGATE", "aggregate"},
                                                                        {"POLICY", "policy"},
                                                                        {"RULE", "rule"},
                                                                        {"DOMAIN", "domain"},
                                                                        {"TYPE", "type"},
                                                                        {"STATISTICS", "statistics"},
                                                                        {"EVENT TRIGGER", "event trigger"},
                                                                        {"FOREIGN TABLE", "foreign table"},
                                                                        {"VIRTUAL TABLE", "virtual table"}}};

Made read(const std::vector<std::string>& words) {
    std::size_t at = 0;
    const auto take = [&](std::string_view word) {
        if (at >= words.size() || upper(words[at]) != word) return false;
        ++at;
        return true;
    };
    if (!take("CREATE")) return {};
    if (take("OR")) take("REPLACE");
    Made made;
    for (const auto& [said, kind] : kinds) {
        const std::size_t begin = at;
        const std::string_view both = said;
        const auto space = both.find(' ');
        const bool found = take(both.substr(0, space)) && (space == std::string_view::npos || take(both.substr(space + 1)));
        if (!found) {
            at = begin;
            continue;
        }
        made.kind = kind;
        break;
    }
    if (made.kind.empty()) return {};
    if (take("IF")) at += 2;
    if (at < words.size()) made.name = words[at++];
    const std::string_view on = made.kind == "rule" ? "TO" : "ON";
    while (at < words.size() && upper(words[at]) != on) ++at;
    if (at + 1 < words.size()) made.table = words[at + 1];
    return made;
}

}  // namespace

bool has_sql(std::string_view text) {
    return !tokens(text).empty();
}

std::string guessed_kind(std::string_view text) {
    return read(tokens(text)).kind;
}

std::string guessed_drop(std::string_view text, std::string_view kind) {
    const std::vector<std::string> words = tokens(text);
    if (std::count_if(words.begin(), words.end(), [](const std::string& word) { return upper(word) == "CREATE"; }) != 1) return {};
    const Made made = read(words);
    if (made.kind != kind || made.name.empty()) return {};
    // An aggregate is dropped with its arguments; a trigger with its table, or without, as the engine has it.
    if (made.kind == "aggregate" || made.kind == "trigger") return {};
    const bool on_table = made.kind == "policy" || made.kind == "rule";
    if (on_table && made.table.empty()) return {};
    const std::string drop = "DROP " + upper(made.kind == "virtual table" ? "table" : made.kind) + " " + made.name;
    return drop + (on_table ? " ON " + made.table : "") + ";";
}

}  // namespace aludel::generator
