#include "properties/seen.h"

#include <variant>

namespace aludel::testing {

using namespace aludel::schema;

// Every structured binding names all members of its struct: one more, and it does not compile.

template <class Variant>
void Seen::alternative(const std::string& what, const Variant& value) {
    for (std::size_t i = 0; i < std::variant_size_v<Variant>; ++i) probe(what + " alternative " + std::to_string(i), value.index() == i);
}

/// @param last the last enumerator; that it is the last is what a switch without default below says
template <class Enum>
void Seen::enumerator(const std::string& what, Enum value, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) probe(what + " value " + std::to_string(i), static_cast<int>(value) == i);
}

namespace {

// One more enumerator is one that no case names (-Wswitch): then the last one is another.
constexpr Action last_of(Action action) {
    switch (action) {
        case Action::no_action:
        case Action::restrict:
        case Action::cascade:
        case Action::set_null:
        case Action::set_default:
            break;
    }
    return Action::set_default;
}
constexpr Deferrability last_of(Deferrability deferrability) {
    switch (deferrability) {
        case Deferrability::not_deferrable:
        case Deferrability::deferrable:
        case Deferrability::initially_deferred:
            break;
    }
    return Deferrability::initially_deferred;
}
constexpr NullsOrder last_of(NullsOrder order) {
    switch (order) {
        case NullsOrder::engine_default:
        case NullsOrder::first:
        case NullsOrder::last:
            break;
    }
    return NullsOrder::last;
}
constexpr EnumStorage last_of(EnumStorage storage) {
    switch (storage) {
        case EnumStorage::text:
        case EnumStorage::integer:
        case EnumStorage::native:
            break;
    }
    return EnumStorage::native;
}
constexpr AlterComment::Of last_of(AlterComment::Of of) {
    switch (of) {
        case AlterComment::Of::constraint:
        case AlterComment::Of::index:
        case AlterComment::Of::view:
            break;
    }
    return AlterComment::Of::view;
}
constexpr Portable last_of(Portable portable) {
    switch (portable) {
        case Portable::now:
            break;
    }
    return Portable::now;
}

}  // namespace

void Seen::look(const Schema& schema) {
    const auto& [tables, enums, views, sequences, opaque] = schema;
    probe("Schema.tables", !tables.empty());
    probe("Schema.enums", !enums.empty());
    probe("Schema.views", !views.empty());
    probe("Schema.sequences", !sequences.empty());
    probe("Schema.opaque", !opaque.empty());
    for (const Table& table : tables) look(table);
    for (const Enum& type : enums) look(type);
    for (const View& view : views) look(view);
    for (const Sequence& sequence : sequences) look(sequence);
    for (const Opaque& object : opaque) look(object);
}

void Seen::look(const std::string& of, const Name& object) {
    const auto& [schema, name] = object;
    probe(of + ".schema", !schema.empty());
    probe(of + ".name", !name.empty());
}

void Seen::look(const std::string& of, const Expression& expression) {
    const auto& [sql, dialects] = expression;
    if (expression.empty()) return;
    probe(of + ".sql", !sql.empty());
    probe(of + ".dialects", !dialects.empty());
    probe(of + ".dialects alone", sql.empty());
}

void Seen::look(const std::string& of, const std::vector<std::string>& only) {
    probe(of + ".only", !only.empty());
    probe(of + ".only several", only.size() > 1);
}

void Seen::look(const Table& table) {
    const auto& [name, columns, primary_key, uniques, foreign_keys, checks, indexes, options] = table;
    look("Table.name", name);
    probe("Table.columns", !columns.empty());
    probe("Table.primary_key", primary_key.has_value());
    probe("Table.uniques", !uniques.empty());
    probe("Table.foreign_keys", !foreign_keys.empty());
    probe("Table.checks", !checks.empty());
    probe("Table.indexes", !indexes.empty());
    for (const Column& column : columns) look(column);
    if (primary_key) look(*primary_key);
    for (const Unique& unique : uniques) look(unique);
    for (const ForeignKey& key : foreign_keys) look(key);
    for (const Check& check : checks) look(check);
    for (const Index& index : indexes) look(index);
    look(options);
}

void Seen::look(const TableOptions& options) {
    const auto& [comment, strict, without_rowid] = options;
    probe("TableOptions.comment", !comment.empty());
    probe("TableOptions.strict", strict);
    probe("TableOptions.without_rowid", without_rowid);
}

void Seen::look(const Column& column) {
    const auto& [name, type, nullable, default_value, identity, computed, collation, comment] = column;
    probe("Column.name", !name.empty());
    probe("Column.nullable", nullable);
    probe("Column.default_value", default_value.has_value());
    probe("Column.identity", identity.has_value());
    probe("Column.computed", computed.has_value());
    probe("Column.collation", !collation.empty());
    probe("Column.comment", !comment.empty());
    look(type);
    look("Column.collation", collation);
    if (default_value) look(*default_value);
    if (identity) {
        const auto& [always, start, increment] = *identity;
        probe("Identity.always", always);
        probe("Identity.start", start.has_value());
        probe("Identity.increment", increment.has_value());
    }
    if (computed) {
        const auto& [expression, stored] = *computed;
        look("Computed.expression", expression);
        probe("Computed.stored", stored);
    }
}

void Seen::look(const Type& type) {
    const auto& [kind, array, on] = type;
    alternative("Type.kind", kind);
    probe("Type.array", array);
    probe("Type.on", !on.empty());
    probe("Type.on several", on.size() > 1);
    if (const auto* integer = std::get_if<Integer>(&kind)) {
        const auto& [bits] = *integer;
        for (const int each : {16, 32, 64}) probe("Integer.bits " + std::to_string(each), bits == each);
    } else if (const auto* real = std::get_if<Float>(&kind)) {
        const auto& [bits] = *real;
        for (const int each : {32, 64}) probe("Float.bits " + std::to_string(each), bits == each);
    } else if (const auto* string = std::get_if<String>(&kind)) {
        const auto& [length] = *string;
        probe("String.length", length.has_value());
    } else if (const auto* bytes = std::get_if<Bytes>(&kind)) {
        const auto& [length] = *bytes;
        probe("Bytes.length", length.has_value());
    } else if (const auto* numeric = std::get_if<Numeric>(&kind)) {
        const auto& [precision, scale] = *numeric;
        probe("Numeric.precision", precision.has_value());
        probe("Numeric.precision alone", precision && !scale);
        probe("Numeric.scale", scale.has_value());
    } else if (const auto* timestamp = std::get_if<Timestamp>(&kind)) {
        const auto& [instant] = *timestamp;
        probe("Timestamp.instant", !instant);
    } else if (const auto* named = std::get_if<Enumeration>(&kind)) {
        const auto& [name] = *named;
        look("Enumeration.name", name);
    } else if (const auto* custom = std::get_if<Custom>(&kind)) {
        const auto& [sql] = *custom;
        look("Custom.sql", sql);
    }
}

void Seen::look(const Default& value) {
    alternative("Default", value);
    if (const auto* plain = std::get_if<Value>(&value)) alternative("Value", *plain);
    if (const auto* portable = std::get_if<Portable>(&value)) enumerator("Portable", *portable, last_of(*portable));
    if (const auto* expression = std::get_if<Expression>(&value)) look("Default.expression", *expression);
}

void Seen::look(const PrimaryKey& key) {
    const auto& [name, columns, comment] = key;
    probe("PrimaryKey.comment", !comment.empty());
    probe("PrimaryKey.name", !name.empty());
    probe("PrimaryKey.columns several", columns.size() > 1);
}

void Seen::look(const Unique& unique) {
    const auto& [name, columns, include, nulls_not_distinct, deferrability, comment] = unique;
    probe("Unique.comment", !comment.empty());
    probe("Unique.name", !name.empty());
    probe("Unique.columns several", columns.size() > 1);
    probe("Unique.include", !include.empty());
    probe("Unique.nulls_not_distinct", nulls_not_distinct);
    enumerator("Unique.deferrability", deferrability, last_of(deferrability));
}

void Seen::look(const ForeignKey& key) {
    const auto& [name, columns, referred_table, referred_columns, on_delete, on_update, deferrability, not_valid, comment] = key;
    probe("ForeignKey.comment", !comment.empty());
    probe("ForeignKey.name", !name.empty());
    probe("ForeignKey.columns several", columns.size() > 1);
    look("ForeignKey.referred_table", referred_table);
    probe("ForeignKey.referred_columns several", referred_columns.size() > 1);
    enumerator("ForeignKey.on_delete", on_delete, last_of(on_delete));
    enumerator("ForeignKey.on_update", on_update, last_of(on_update));
    enumerator("ForeignKey.deferrability", deferrability, last_of(deferrability));
    probe("ForeignKey.not_valid", not_valid);
}

void Seen::look(const Check& check) {
    const auto& [name, expression, not_valid, only, comment] = check;
    probe("Check.comment", !comment.empty());
    probe("Check.name", !name.empty());
    look("Check.expression", expression);
    probe("Check.not_valid", not_valid);
    look("Check", only);
}

void Seen::look(const Index& index) {
    const auto& [name, keys, unique, where, method, include, nulls_not_distinct, only, comment] = index;
    probe("Index.comment", !comment.empty());
    probe("Index.name", !name.empty());
    probe("Index.keys several", keys.size() > 1);
    probe("Index.unique", unique);
    look("Index.where", where);
    probe("Index.method", !method.empty());
    probe("Index.include", !include.empty());
    probe("Index.nulls_not_distinct", nulls_not_distinct);
    look("Index", only);
    for (const IndexKey& key : keys) look(key);
}

void Seen::look(const IndexKey& key) {
    const auto& [of, descending, nulls, operator_class, collation] = key;
    alternative("IndexKey.of", of);
    if (const auto* expression = std::get_if<Expression>(&of)) look("IndexKey.of", *expression);
    probe("IndexKey.descending", descending);
    enumerator("IndexKey.nulls", nulls, last_of(nulls));
    probe("IndexKey.operator_class", !operator_class.empty());
    probe("IndexKey.collation", !collation.empty());
}

void Seen::look(const Enum& type) {
    const auto& [name, storage, values, comment] = type;
    probe("Enum.comment", !comment.empty());
    look("Enum.name", name);
    enumerator("Enum.storage", storage, last_of(storage));
    for (const EnumValue& value : values) {
        const auto& [label, number] = value;
        probe("EnumValue.name", !label.empty());
        probe("EnumValue.number", number != 0);
        probe("EnumValue.number below zero", number < 0);
    }
}

void Seen::look(const View& view) {
    const auto& [name, query, materialized, only, comment] = view;
    probe("View.comment", !comment.empty());
    look("View.name", name);
    look("View.query", query);
    probe("View.materialized", materialized);
    look("View", only);
}

void Seen::look(const Sequence& sequence) {
    const auto& [name, start, increment, minimum, maximum, cycle, only, comment] = sequence;
    probe("Sequence.comment", !comment.empty());
    look("Sequence.name", name);
    probe("Sequence.start", start.has_value());
    probe("Sequence.increment", increment.has_value());
    probe("Sequence.minimum", minimum.has_value());
    probe("Sequence.maximum", maximum.has_value());
    probe("Sequence.cycle", cycle);
    look("Sequence", only);
}

void Seen::look(const Opaque& object) {
    const auto& [name, kind, create, drop, only] = object;
    look("Opaque.name", name);
    probe("Opaque.kind", !kind.empty());
    probe("Opaque.kind none", kind.empty());
    probe("Opaque without text", object.is_made_of_its_name());
    look("Opaque.create", create);
    look("Opaque.drop", drop);
    look("Opaque", only);
}

void Seen::look(const Constraint& constraint) {
    alternative("Constraint", constraint);
    if (const auto* unique = std::get_if<Unique>(&constraint)) look(*unique);
    if (const auto* key = std::get_if<ForeignKey>(&constraint)) look(*key);
    if (const auto* check = std::get_if<Check>(&constraint)) look(*check);
}

void Seen::look(const Change& change) {
    alternative("Change", change);
    if (const auto* added = std::get_if<AddColumn>(&change)) {
        const auto& [table, column, fill] = *added;
        look("AddColumn.table", table);
        look(column);
        probe("AddColumn.fill", !fill.empty());
    } else if (const auto* altered = std::get_if<AlterColumn>(&change)) {
        const auto& [table, before, after, fields, fill, convert] = *altered;
        look("AlterColumn.table", table);
        look(before);
        look(after);
        probe("AlterColumn.fill", !fill.empty());
        probe("AlterColumn.convert", !convert.empty());
        const auto& [type, nullable, default_value, identity, computed, collation, comment] = fields;
        probe("ColumnFields.type", type);
        probe("ColumnFields.nullable", nullable);
        probe("ColumnFields.default_value", default_value);
        probe("ColumnFields.identity", identity);
        probe("ColumnFields.computed", computed);
        probe("ColumnFields.collation", collation);
        probe("ColumnFields.comment", comment);
    } else if (const auto* table = std::get_if<AlterTable>(&change)) {
        look(table->after);
        probe("AlterTable.comment", table->before.comment != table->after.comment);
        probe("AlterTable.strict", table->before.strict != table->after.strict);
        probe("AlterTable.without_rowid", table->before.without_rowid != table->after.without_rowid);
    } else if (const auto* constraint = std::get_if<AddConstraint>(&change)) {
        look(constraint->constraint);
    } else if (const auto* gone = std::get_if<DropConstraint>(&change)) {
        look(gone->constraint);
    } else if (const auto* said = std::get_if<AlterComment>(&change)) {
        const auto& [of, object, part, old, now] = *said;
        enumerator("AlterComment.of", of, last_of(of));
        look("AlterComment.object", object);
        probe("AlterComment.part", !part.empty());
        probe("AlterComment.before", !old.empty());
        probe("AlterComment.after", !now.empty());
        probe("AlterComment.after none", now.empty());
    } else if (const auto* type = std::get_if<AlterEnum>(&change)) {
        probe("AlterEnum.comment", type->before.comment != type->after.comment);
    } else if (const auto* sequence = std::get_if<AlterSequence>(&change)) {
        probe("AlterSequence.comment", sequence->before.comment != sequence->after.comment);
    }
}

std::vector<std::string> Seen::missing() const {
    std::vector<std::string> found;
    for (const auto& [what, held] : seen_) {
        if (!held) found.push_back(what);
    }
    return found;
}

}  // namespace aludel::testing
