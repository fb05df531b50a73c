#include <cstdint>
#include <limits>
#include <utility>

#include "properties/random_table.h"

namespace aludel::testing {

using namespace aludel::schema;

namespace {

template <class Objects>
const typename Objects::value_type& any_of(Dice& dice, const Objects& objects) {
    return *(objects.begin() + static_cast<std::ptrdiff_t>(dice.below(objects.size())));
}

}  // namespace

Enum random_enum(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    Enum type;
    Names objects = object_names(schema);
    type.name = random_name(dice, objects, options);
    if (dice.chance(40)) type.storage = EnumStorage::integer;
    if (!options.executable_on_sqlite && dice.chance(options.executable_on_postgresql ? 60 : 20)) type.storage = EnumStorage::native;
    Names names;
    const std::size_t count = dice.between(1, 3);
    const std::int64_t step = options.executable() || dice.chance(50) ? 1 : static_cast<std::int64_t>(dice.between(2, 1000)) - 500;
    for (std::size_t i = 0; i < count; ++i) {
        type.values.push_back({names.fresh(dice, options), static_cast<std::int64_t>(i) * (step == 0 ? 1 : step)});
    }
    type.comment = random_comment(dice, options);
    return type;
}

Expression random_query(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    // There a view that others stand on cannot be made anew.
    if (options.executable_on_postgresql) return {"select 1 as one", {}};
    const bool stands = !schema.views.empty() && (!options.executable() || schema.views.begin()->only.empty());
    if (stands && dice.chance(50)) return {"select *\nfrom " + quoted(schema.views.begin()->name.name), {}};
    if (options.executable() || schema.tables.empty() || dice.chance(50)) return {"select 1 as one", {}};
    const Table& table = any_of(dice, schema.tables);
    return per_dialect(dice, "select " + written(dice, any_of(dice, table.columns).name, options) + " from " + quoted(table.name.name));
}

View random_view(Dice& dice, const Schema& schema, Names& objects, const SchemaOptions& options) {
    View view;
    view.name = options.executable() ? Name(objects.fresh(dice, options)) : random_name(dice, objects, options);
    view.query = random_query(dice, schema, options);
    view.materialized = !options.executable_on_sqlite && dice.chance(30);
    if (dice.chance(15)) view.only = {view.materialized || dice.chance(50) ? "postgresql" : "sqlite"};
    if (!options.executable() && dice.chance(10)) view.only = random_only(dice);
    view.comment = random_comment(dice, options);
    return view;
}

Sequence random_sequence(Dice& dice, Names& objects, const SchemaOptions& options) {
    Sequence sequence;
    sequence.comment = random_comment(dice, options);
    if (options.executable()) {
        sequence.name = objects.fresh(dice, options);
        sequence.start = 5;
        sequence.increment = 2;
        sequence.cycle = dice.chance(50);
        return sequence;
    }
    sequence.name = random_name(dice, objects, options);
    if (dice.chance(50)) sequence.increment = dice.chance(50) ? 2 : -3;
    const bool ascending = sequence.increment.value_or(1) > 0;
    const std::int64_t sign = ascending ? 1 : -1;
    if (dice.chance(40)) sequence.start = sign * static_cast<std::int64_t>(dice.between(10, 99));
    if (dice.chance(40)) sequence.minimum = ascending ? 2 : -1000;
    if (dice.chance(40)) sequence.maximum = ascending ? std::numeric_limits<std::int64_t>::max() : -2;
    sequence.cycle = dice.chance(50);
    if (dice.chance(20)) sequence.only = random_only(dice);
    return sequence;
}

Opaque random_opaque(Dice& dice, const Schema& schema, Names& objects, const SchemaOptions& options) {
    static const std::vector<std::string> kinds = {"trigger", "function", "extension", "schema", "policy", "domain", "virtual table", ""};
    Opaque object;
    object.name = random_name(dice, objects, options);
    object.kind = dice.pick(kinds);
    if (dice.chance(20)) object.only = random_only(dice);
    const bool of_its_name = object.kind == "extension" || object.kind == "schema";
    if (of_its_name && dice.chance(70)) return object;
    std::string text = "create " + object.kind + ' ' + quoted(object.name.name);
    if (!schema.tables.empty() && dice.chance(60)) {
        const Table& table = any_of(dice, schema.tables);
        text += " on " + quoted(table.name.name) + " of " + written(dice, any_of(dice, table.columns).name, options);
    }
    if (!schema.opaque.empty() && dice.chance(30)) text += "\ncall " + quoted(schema.opaque.begin()->name.name) + "();\n";
    object.create = per_dialect(dice, text);
    object.drop = per_dialect(dice, "drop " + object.kind + ' ' + quoted(object.name.name));
    return object;
}

}  // namespace aludel::testing
