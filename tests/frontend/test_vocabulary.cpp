#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "attribute.h"

using namespace aludel::frontend;

namespace {

/// Every db::word of the page's examples.
std::set<std::string> words_of(const char* page) {
    std::ifstream file(page, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::regex block("```cpp\n([^`]*)```");
    const std::regex word("db::([a-z_]+)");
    std::set<std::string> words;
    for (std::sregex_iterator at(text.begin(), text.end(), block), end; at != end; ++at) {
        const std::string example = (*at)[1];
        for (std::sregex_iterator found(example.begin(), example.end(), word); found != end; ++found) words.insert((*found)[1]);
    }
    return words;
}

template <class Kinds>
std::string absent(const Kinds& kinds, const std::set<std::string>& words) {
    std::string names;
    for (const auto& kind : kinds) {
        if (!words.contains(std::string(kind.name))) names += std::string(kind.name) + " ";
    }
    return names;
}

template <class Kinds>
bool sorted(const Kinds& kinds) {
    return std::is_sorted(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

}  // namespace

TEST_CASE("each attribute and each option stands in an example of docs/models.md") {
    const std::set<std::string> words = words_of(ALUDEL_MODELS_PAGE);
    CHECK(absent(attribute_kinds(), words) == "");
    CHECK(absent(option_kinds(), words) == "");
}

TEST_CASE("attributes and options are sorted by name, and each says how it is written") {
    CHECK(sorted(attribute_kinds()));
    CHECK(sorted(option_kinds()));
    for (const AttributeKind& kind : attribute_kinds()) {
        CAPTURE(kind.name);
        const std::string said = "db::" + std::string(kind.name);
        bool somewhere = false;
        for (const Place place : {Place::structure, Place::member, Place::enumeration, Place::enumerator}) {
            if (kind.form(place).empty()) continue;
            somewhere = true;
            CHECK(kind.form(place).starts_with(said));
        }
        CHECK(somewhere);
        for (const Option option : kind.options) CHECK_FALSE(kind_of(option).wraps_key);
    }
    for (const OptionKind& kind : option_kinds()) {
        CAPTURE(kind.name);
        CHECK(kind.form.starts_with("db::" + std::string(kind.name)));
        CHECK(&kind_of(kind.option) == &kind);
    }
}
