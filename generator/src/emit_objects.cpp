#include <aludel/schema/table.h>

#include "emit_terms.h"

namespace aludel::generator {
namespace {

// The members of one aggregate, in the order of <aludel/revision.h>; what equals the default is not said.
class Members {
public:
    Members& add(std::string_view name, Term value) {
        items_.push_back(member(name, std::move(value)));
        return *this;
    }
    Members& add(Term named) {
        items_.push_back(std::move(named));
        return *this;
    }
    Members& text(std::string_view name, const std::string& value) { return value.empty() ? *this : add(name, text_term(value)); }
    Members& texts(std::string_view name, const std::vector<std::string>& value) {
        return value.empty() ? *this : add(name, texts_term(value));
    }
    Members& expression(std::string_view name, const schema::Expression& value) {
        return value.empty() ? *this : add(name, expression_term(value));
    }
    Members& flag(std::string_view name, bool value) { return value ? add(name, leaf("true")) : *this; }
    Members& number(std::string_view name, const std::optional<std::int64_t>& value) {
        return value ? add(name, integer_term(*value)) : *this;
    }
    Term take() { return braces(std::move(items_)); }

private:
    std::vector<Term> items_;
};

std::string_view word(schema::Action action) {
    switch (action) {
        case schema::Action::no_action:
            return "no_action";
        case schema::Action::restrict:
            return "restrict";
        case schema::Action::cascade:
            return "cascade";
        case schema::Action::set_null:
            return "set_null";
        case schema::Action::set_default:
            return "set_default";
    }
    return "no_action";
}

std::string_view word(schema::Deferrability deferrability) {
    switch (deferrability) {
        case schema::Deferrability::not_deferrable:
            return "not_deferrable";
        case schema::Deferrability::deferrable:
            return "deferrable";
        case schema::Deferrability::initially_deferred:
            return "initially_deferred";
    }
    return "not_deferrable";
}

std::string_view word(schema::EnumStorage storage) {
    switch (storage) {
        case schema::EnumStorage::text:
            return "as_text";
        case schema::EnumStorage::integer:
            return "as_integer";
        case schema::EnumStorage::native:
            return "native";
    }
    return "as_text";
}

void add_action(Members& members, std::string_view name, schema::Action action) {
    if (action != schema::Action::no_action) members.add(name, leaf(std::string(word(action))));
}

void add_deferral(Members& members, schema::Deferrability deferrability) {
    if (deferrability != schema::Deferrability::not_deferrable) members.add("deferral", leaf(std::string(word(deferrability))));
}

/// The column's name when the key says nothing else.
const std::string* plain_column(const schema::IndexKey& key) {
    const auto* column = std::get_if<std::string>(&key.of);
    return column != nullptr && key == schema::IndexKey{.of = *column} ? column : nullptr;
}

Term index_key_term(const schema::IndexKey& key) {
    if (const std::string* plain = plain_column(key)) return braces({text_term(*plain)});
    const auto* column = std::get_if<std::string>(&key.of);
    Members members;
    if (column != nullptr) {
        members.add("column", text_term(*column));
    } else {
        members.add("expression", expression_term(std::get<schema::Expression>(key.of)));
    }
    members.flag("descending", key.descending);
    if (key.nulls == schema::NullsOrder::first) members.add("nulls", leaf("nulls::first"));
    if (key.nulls == schema::NullsOrder::last) members.add("nulls", leaf("nulls::last"));
    return members.text("operator_class", key.operator_class).text("collation", key.collation).take();
}

template <class T>
void add_objects(Members& members, std::string_view name, const schema::ByName<T>& objects, Term (*term)(const T&)) {
    if (objects.empty()) return;
    std::vector<Term> items;
    for (const T& object : objects) items.push_back(term(object));
    members.add(name, braces(std::move(items)));
}

Term columns_term(const schema::Table& table) {
    std::vector<Term> items;
    for (const schema::Column& column : table.columns) items.push_back(column_term(column));
    Term term = braces(std::move(items));
    term.spread = true;
    return term;
}

}  // namespace

Term column_term(const schema::Column& column) {
    Members members;
    members.add("name", text_term(column.name)).add("type", type_term(column.type)).flag("nullable", column.nullable);
    if (column.default_value) members.add(default_term(*column.default_value));
    if (column.identity) members.add("identity", identity_term(*column.identity));
    if (column.computed) members.add("computed", computed_term(*column.computed));
    members.expression("collation", column.collation).text("comment", column.comment);
    if (!column.type.on.empty()) members.add("type_on", words_of_dialects_term(column.type.on));
    return members.take();
}

Term primary_key_term(const schema::PrimaryKey& key) {
    return Members().text("name", key.name).texts("columns", key.columns).text("comment", key.comment).take();
}

Term unique_term(const schema::Unique& unique) {
    Members members;
    members.text("name", unique.name).texts("columns", unique.columns).texts("include", unique.include);
    members.flag("nulls_not_distinct", unique.nulls_not_distinct);
    add_deferral(members, unique.deferrability);
    return members.text("comment", unique.comment).take();
}

Term foreign_key_term(const schema::ForeignKey& key) {
    Members members;
    members.text("name", key.name).texts("columns", key.columns).add("references", name_term(key.referred_table));
    members.texts("referred_columns", key.referred_columns);
    add_action(members, "on_delete", key.on_delete);
    add_action(members, "on_update", key.on_update);
    add_deferral(members, key.deferrability);
    return members.flag("not_valid", key.not_valid).text("comment", key.comment).take();
}

Term check_term(const schema::Check& check) {
    Members members;
    members.text("name", check.name).expression("condition", check.expression).flag("not_valid", check.not_valid);
    return members.texts("only", check.only).text("comment", check.comment).take();
}

Term index_term(const schema::Index& index) {
    std::vector<std::string> columns;
    std::vector<Term> keys;
    for (const schema::IndexKey& key : index.keys) {
        if (const std::string* column = plain_column(key)) columns.push_back(*column);
        keys.push_back(index_key_term(key));
    }
    Members members;
    members.text("name", index.name);
    if (columns.size() == keys.size()) {
        members.texts("columns", columns);
    } else {
        members.add("keys", braces(std::move(keys)));
    }
    members.flag("unique", index.unique).expression("where", index.where).text("method", index.method).texts("include", index.include);
    members.flag("nulls_not_distinct", index.nulls_not_distinct).texts("only", index.only);
    return members.text("comment", index.comment).take();
}

Term table_term(const schema::Table& table) {
    Members members;
    members.add("name", name_term(table.name)).add("columns", columns_term(table));
    if (table.primary_key) members.add("primary_key", primary_key_term(*table.primary_key));
    add_objects(members, "uniques", table.uniques, unique_term);
    add_objects(members, "foreign_keys", table.foreign_keys, foreign_key_term);
    add_objects(members, "checks", table.checks, check_term);
    add_objects(members, "indexes", table.indexes, index_term);
    members.text("comment", table.options.comment).flag("strict", table.options.strict);
    Term term = members.flag("without_rowid", table.options.without_rowid).take();
    term.spread = true;
    return term;
}

Term options_term(const schema::TableOptions& options) {
    return Members().text("comment", options.comment).flag("strict", options.strict).flag("without_rowid", options.without_rowid).take();
}

Term alteration_term(const schema::AlterColumn& change) {
    const schema::Column& after = change.after;
    Members members;
    if (change.fields.type) members.add("type", type_term(after.type));
    if (change.fields.nullable) members.add("nullable", leaf(after.nullable ? "true" : "false"));
    if (change.fields.default_value)
        members.add(after.default_value ? default_term(*after.default_value) : member("default_value", leaf("no_default")));
    if (change.fields.identity) members.add("identity", after.identity ? identity_term(*after.identity) : leaf("no"));
    if (change.fields.computed) {
        members.add(after.computed ? member("computed", computed_term(*after.computed)) : member("not_computed", leaf("true")));
    }
    if (change.fields.collation) {
        members.add(after.collation.empty() ? member("default_collation", leaf("true"))
                                            : member("collation", expression_term(after.collation)));
    }
    if (change.fields.comment) members.add("comment", text_term(after.comment));
    members.expression("fill", change.fill).expression("convert", change.convert);
    if (change.fields.type && !after.type.on.empty()) members.add("type_on", words_of_dialects_term(after.type.on));
    return members.take();
}

Term enum_term(const schema::Enum& type) {
    std::vector<Term> values;
    for (const schema::EnumValue& value : type.values) values.push_back(braces({text_term(value.name), integer_term(value.number)}));
    Members members;
    members.add("name", name_term(type.name));
    if (type.storage != schema::EnumStorage::text) members.add("storage", leaf(std::string(word(type.storage))));
    if (!values.empty()) members.add("values", braces(std::move(values)));
    return members.text("comment", type.comment).take();
}

Term view_term(const schema::View& view) {
    Members members;
    members.add("name", name_term(view.name)).expression("query", view.query).flag("materialized", view.materialized);
    return members.texts("only", view.only).text("comment", view.comment).take();
}

Term sequence_term(const schema::Sequence& sequence) {
    Members members;
    members.add("name", name_term(sequence.name)).number("start", sequence.start).number("increment", sequence.increment);
    return members.number("minimum", sequence.minimum)
        .number("maximum", sequence.maximum)
        .flag("cycle", sequence.cycle)
        .texts("only", sequence.only)
        .text("comment", sequence.comment)
        .take();
}

Term opaque_term(const schema::Opaque& object) {
    Members members;
    members.add("name", name_term(object.name)).text("kind", object.kind);
    return members.expression("create", object.create).expression("drop", object.drop).texts("only", object.only).take();
}

}  // namespace aludel::generator
