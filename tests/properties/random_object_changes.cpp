#include <algorithm>
#include <utility>

#include "properties/random_names.h"
#include "properties/random_table.h"

namespace aludel::testing {

using namespace aludel::schema;

namespace {

template <class Objects>
const typename Objects::value_type& any_of(Dice& dice, const Objects& objects) {
    return *(objects.begin() + static_cast<std::ptrdiff_t>(dice.below(objects.size())));
}

std::vector<Change> rename_values(Dice& dice, const Enum& type, const SchemaOptions& options) {
    Names names;
    for (const EnumValue& value : type.values) names.take(value.name);
    const std::string& first = dice.pick(type.values).name;
    const std::string& second = dice.pick(type.values).name;
    const std::string fresh = names.fresh(dice, options);
    if (first == second || dice.chance(60)) return {RenameEnumValue{type.name, first, fresh}};
    return {RenameEnumValue{type.name, first, fresh}, RenameEnumValue{type.name, second, first}, RenameEnumValue{type.name, fresh, second}};
}

std::vector<Change> change_view(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    const View& view = any_of(dice, schema.views);
    if (!options.executable() && dice.chance(20)) return {DropView{view}};
    if (dice.chance(30)) {
        const std::string comment = view.comment.empty() ? random_text(dice, options) : random_comment(dice, options);
        if (comment != view.comment) return {AlterComment{AlterComment::Of::view, view.name, {}, view.comment, comment}};
    }
    View other = view;
    other.query.sql = "select 2 as two";
    if (!options.executable()) {
        Names objects = object_names(schema);
        other = random_view(dice, schema, objects, options);
        other.name = view.name;
    }
    return {DropView{view}, CreateView{other}};
}

std::vector<Change> change_sequence(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    const Sequence& sequence = any_of(dice, schema.sequences);
    Sequence other = sequence;
    other.start = 7;
    if (dice.chance(30)) other.comment = random_comment(dice, options);
    if (!options.executable()) {
        if (dice.chance(20)) return {DropSequence{sequence}};
        Names objects = object_names(schema);
        other = random_sequence(dice, objects, options);
        other.name = sequence.name;
    }
    if (dice.chance(50)) return {AlterSequence{sequence, other}};
    return {DropSequence{sequence}, CreateSequence{other}};
}

std::vector<Change> change_opaque(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    const Opaque& object = any_of(dice, schema.opaque);
    if (dice.chance(50)) return {DropOpaque{object}};
    Names objects = object_names(schema);
    Opaque other = random_opaque(dice, schema, objects, options);
    other.name = object.name;
    return {DropOpaque{object}, CreateOpaque{other}};
}

}  // namespace

std::vector<Change> random_enum_change(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    if (schema.enums.empty() || dice.chance(20)) return {CreateEnum{random_enum(dice, schema, options)}};
    const Enum& before = any_of(dice, schema.enums);
    if (dice.chance(15)) return {DropEnum{before}};
    if (dice.chance(20)) return {RenameEnum{before.name, Name(before.name.schema, object_names(schema).fresh(dice, options))}};
    if (!before.values.empty() && dice.chance(25)) return rename_values(dice, before, options);
    Enum after = before;
    if (!options.executable() && dice.chance(30)) after.values.pop_back();
    if (!options.executable() && dice.chance(10)) after.storage = EnumStorage::integer;
    if (!options.executable() && dice.chance(10)) after.storage = EnumStorage::native;
    if (!options.executable() && dice.chance(10)) std::reverse(after.values.begin(), after.values.end());
    if (dice.chance(30)) after.comment = after.comment.empty() ? random_text(dice, options) : "";
    Names names;
    std::int64_t most = -1;
    for (const EnumValue& value : after.values) {
        names.take(value.name);
        most = std::max(most, value.number);
    }
    if (dice.chance(60)) {
        const std::size_t at = options.executable() ? after.values.size() : dice.between(0, after.values.size());
        after.values.insert(after.values.begin() + static_cast<std::ptrdiff_t>(at), {names.fresh(dice, options), most + 1});
    }
    return {AlterEnum{before, after}};
}

std::vector<Change> random_object_change(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    if (!schema.views.empty() && dice.chance(40)) return change_view(dice, schema, options);
    if (!schema.sequences.empty() && dice.chance(40)) return change_sequence(dice, schema, options);
    if (!schema.opaque.empty() && dice.chance(70)) return change_opaque(dice, schema, options);
    Names objects = object_names(schema);
    if (options.executable()) return {CreateView{{.name = objects.fresh(dice, options), .query = {"select 3 as three", {}}}}};
    switch (dice.below(3)) {
        case 0:
            return {CreateView{random_view(dice, schema, objects, options)}};
        case 1:
            return {CreateSequence{random_sequence(dice, objects, options)}};
        default:
            return {CreateOpaque{random_opaque(dice, schema, objects, options)}};
    }
}

}  // namespace aludel::testing
