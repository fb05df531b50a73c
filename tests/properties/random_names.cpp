#include "properties/random_names.h"

#include <vector>

namespace aludel::testing {

namespace {

std::string folded(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

const std::vector<std::string>& plain() {
    static const std::vector<std::string> names = {"users", "books",  "authors", "id",    "name",  "title",  "pages", "genre",
                                                   "notes", "rating", "email",   "team",  "a",     "b",      "c",     "x",
                                                   "y",     "z",      "price",   "color", "stock", "weight", "owner", "label"};
    return names;
}

const std::vector<std::string>& hostile() {
    static const std::vector<std::string> names = {"order",
                                                   "select",
                                                   "Group",
                                                   "CamelCase",
                                                   "say \"hi\"",
                                                   "it's",
                                                   "two words",
                                                   "line\nfeed",
                                                   "tab\there",
                                                   "a.b",
                                                   "a:b=c",
                                                   "\xc3\xa4pfel",
                                                   "\xe6\x97\xa5\xe6\x9c\xac",
                                                   "'; drop table users; --",
                                                   "-- comment",
                                                   "/* comment */",
                                                   "back\\slash",
                                                   "[bracket]",
                                                   "`tick`",
                                                   "100%",
                                                   "#hash",
                                                   "\x01\x02",
                                                   "$dollar$",
                                                   "null",
                                                   "1st",
                                                   " ",
                                                   "..",
                                                   "<<<<<<< HEAD\n=======",
                                                   "a name that is so long that an index named after it must be cut"};
    return names;
}

}  // namespace

void Names::take(const std::string& name) {
    folded_.insert(folded(name));
}

bool Names::is_free(const std::string& name) const {
    return !folded_.contains(folded(name));
}

std::string Names::fresh(Dice& dice, const SchemaOptions& options) {
    const std::string base = options.hostile_names && dice.chance(30) ? dice.pick(hostile()) : dice.pick(plain());
    std::string name = base;
    for (int number = 2; !is_free(name); ++number) name = base + std::to_string(number);
    take(name);
    return name;
}

std::string random_text(Dice& dice, const SchemaOptions& options) {
    std::string text = options.hostile_names && dice.chance(40) ? dice.pick(hostile()) : dice.pick(plain());
    if (dice.chance(20)) text += dice.pick(plain());
    return text;
}

std::string random_comment(Dice& dice, const SchemaOptions& options) {
    return dice.chance(20) ? random_text(dice, options) : "";
}

}  // namespace aludel::testing
