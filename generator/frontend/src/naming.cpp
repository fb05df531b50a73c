#include "naming.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "spelling.h"

namespace aludel::frontend {
namespace {

bool is_upper(char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_vowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

/// The word with `count` characters less at its end and the ending.
std::string with_ending(std::string_view word, std::size_t count, std::string_view ending) {
    return std::string(word.substr(0, word.size() - count)) + std::string(ending);
}

std::string plural(std::string_view word) {
    if (word.empty() || is_digit(word.back())) return std::string(word);
    const char before = word.size() > 1 ? word[word.size() - 2] : '\0';
    switch (word.back()) {
        case 's':
            if (before == 'i' && word.size() > 2) return with_ending(word, 2, "es");
            return before == 's' || before == 'u' || before == 'i' ? with_ending(word, 0, "es") : std::string(word);
        case 'x':
            return with_ending(word, 0, "es");
        case 'z':
            return with_ending(word, 0, is_vowel(before) ? "zes" : "es");
        case 'h':
            return with_ending(word, 0, before == 'c' || before == 's' ? "es" : "s");
        case 'y':
            return is_letter(before) && !is_vowel(before) ? with_ending(word, 1, "ies") : with_ending(word, 0, "s");
        case 'f':
            return before == 'l' ? with_ending(word, 1, "ves") : with_ending(word, 0, "s");
        default:
            return with_ending(word, 0, "s");
    }
}

bool starts_with_prefix(std::string_view name, std::string_view prefix) {
    if (prefix.empty() || name.substr(0, prefix.size()) != prefix) return false;
    return !is_letter(prefix.back()) || (name.size() > prefix.size() && is_upper(name[prefix.size()]));
}
bool ends_with_suffix(std::string_view name, std::string_view suffix) {
    return !suffix.empty() && name.size() >= suffix.size() && name.substr(name.size() - suffix.size()) == suffix;
}

}  // namespace

std::string table_name(std::string_view struct_name, const Settings& settings) {
    if (settings.table_names == NameStyle::as_written) return std::string(struct_name);
    const std::string name = snake_case(struct_name);
    if (settings.table_names == NameStyle::snake_case) return name;
    if (const auto irregular = settings.plurals.find(name); irregular != settings.plurals.end()) return irregular->second;
    const std::size_t last = name.rfind('_') + 1;  // 0 where there is none
    const std::string word = name.substr(last);
    const auto irregular = settings.plurals.find(word);
    return name.substr(0, last) + (irregular != settings.plurals.end() ? irregular->second : plural(word));
}

std::string column_name(std::string_view member, const Settings& settings) {
    std::size_t prefix = 0;
    for (const std::string& candidate : settings.strip_prefixes) {
        if (starts_with_prefix(member, candidate)) prefix = std::max(prefix, candidate.size());
    }
    member.remove_prefix(prefix);
    std::size_t suffix = 0;
    for (const std::string& candidate : settings.strip_suffixes) {
        if (ends_with_suffix(member, candidate)) suffix = std::max(suffix, candidate.size());
    }
    member.remove_suffix(suffix);
    return settings.column_names == NameStyle::as_written ? std::string(member) : snake_case(member);
}

bool is_name(std::string_view name) {
    return !name.empty() && !is_digit(name.front());
}

}  // namespace aludel::frontend
