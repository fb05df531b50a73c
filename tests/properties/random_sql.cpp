#include <algorithm>

#include "properties/random_table.h"

namespace aludel::testing {

using namespace aludel::schema;

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

std::string written(Dice& dice, const std::string& name, const SchemaOptions& options) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (plain && name != "order" && name != "select" && name != "null") {
        if (!options.executable_on_sqlite && dice.chance(10))
            return std::string(1, static_cast<char>(name[0] - 'a' + 'A')) + name.substr(1);
        return name;
    }
    return quoted(name);
}

Expression per_dialect(Dice& dice, std::string sql) {
    Expression expression{std::move(sql), {}};
    if (dice.chance(10)) expression.dialects["sqlite"] = expression.sql;
    if (dice.chance(10)) expression.dialects["postgresql"] = expression.sql + " ";
    if (dice.chance(6)) expression = {"", {{"postgresql", expression.sql + " "}, {"sqlite", expression.sql}}};
    return expression;
}

std::vector<std::string> random_only(Dice& dice) {
    switch (dice.below(3)) {
        case 0:
            return {"postgresql"};
        case 1:
            return {"sqlite"};
        default:
            return {"postgresql", "sqlite"};
    }
}

Name random_name(Dice& dice, Names& names, const SchemaOptions& options) {
    Name name = names.fresh(dice, options);
    if (options.executable_on_sqlite || !dice.chance(options.executable() ? 10 : 20)) return name;
    name.schema = "warehouse";
    if (!options.executable() && dice.chance(50)) name.schema = options.hostile_names ? "The \"Archive\"" : "archive";
    return name;
}

}  // namespace aludel::testing
