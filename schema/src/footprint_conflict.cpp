#include <algorithm>

#include <fmt/format.h>

#include <aludel/schema/footprint.h>

namespace aludel::schema {

namespace {

std::strong_ordering compare_folded(const std::string& a, const std::string& b) {
    const auto lower = [](char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); };
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                  [&](char x, char y) { return lower(x) <=> lower(y); });
}

bool is_word(const Part& part) {
    return part.of == Part::Of::relation_word || part.of == Part::Of::word;
}

const Part* common(const std::set<Part>& some, const std::set<Part>& others, bool words) {
    const auto found =
        std::find_if(some.begin(), some.end(), [&](const Part& part) { return is_word(part) == words && others.contains(part); });
    return found == some.end() ? nullptr : &*found;
}

std::optional<std::string> clash(const Footprint& a, const Footprint& b) {
    if (const Part* part = common(a.writes, b.writes, false)) return fmt::format("both change {}", to_string(*part));
    for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        if (const Part* part = common(one->writes, other->reads, false))
            return fmt::format("one changes {}, on which the other stands", to_string(*part));
    }
    // Two that change what texts have one word for do not meet in that word.
    for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        if (const Part* part = common(one->writes, other->reads, true))
            return fmt::format("a text of one has {}, which the other changes", to_string(*part));
    }
    return std::nullopt;
}

}  // namespace

std::strong_ordering operator<=>(const Part& a, const Part& b) {
    if (a.of != b.of) return a.of <=> b.of;
    if (const auto order = compare_folded(a.object.name, b.object.name); order != 0) return order;
    if (const auto order = compare_folded(a.object.schema, b.object.schema); order != 0) return order;
    return compare_folded(a.member, b.member);
}

std::string to_string(const Part& part) {
    switch (part.of) {
        case Part::Of::table:
            return "the table " + to_string(part.object);
        case Part::Of::options:
            return "the options of " + to_string(part.object);
        case Part::Of::column:
            return to_string(part.object, part.member);
        case Part::Of::primary_key:
            return "the primary key of " + to_string(part.object);
        case Part::Of::constraint:
        case Part::Of::index:
            return to_string(part.object, part.member);
        case Part::Of::enumeration:
            return "the enum " + to_string(part.object);
        case Part::Of::view:
            return "the view " + to_string(part.object);
        case Part::Of::sequence:
            return "the sequence " + to_string(part.object);
        case Part::Of::opaque:
            return "the object " + to_string(part.object);
        case Part::Of::comment:
            return "the comment of " + (part.member.empty() ? to_string(part.object) : to_string(part.object, part.member));
        case Part::Of::name:
            return "the name " + to_string(part.object);
        case Part::Of::database_schema:
            return "the database schema " + to_string(part.object);
        case Part::Of::relation_word:
        case Part::Of::word:
            return part.object.name.empty() ? "a word of its own" : "the word " + part.object.name;
    }
    return "";
}

std::optional<std::string> conflict(const std::vector<Change>& a, const std::vector<Change>& b, const Schema& before) {
    return clash(footprint(a, before), footprint(b, before));
}

bool commute(const std::vector<Change>& a, const std::vector<Change>& b, const Schema& before) {
    return !conflict(a, b, before);
}

}  // namespace aludel::schema
