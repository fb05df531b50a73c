#include <aludel/schema/naming.h>

#include "constraints.h"

namespace aludel::frontend {

namespace {

std::optional<std::vector<std::string>> key_columns(const Reading& reading, const Said& said, const KeyKind& kind) {
    if (said.given.failed()) return std::nullopt;
    if (said.member == nullptr) return read_columns_of(reading, said.model, said.given, kind);
    if (!has_no_keys(reading, said, kind)) return std::nullopt;
    return std::vector<std::string>{said.member->name};
}

schema::Deferrability read_deferrability(const Said& said) {
    if (said.given.has(Option::initially_deferred)) return schema::Deferrability::initially_deferred;
    return said.given.has(Option::deferrable) ? schema::Deferrability::deferrable : schema::Deferrability::not_deferrable;
}

bool read_unique_index(ConstraintReading& all, const Said& said, const std::vector<std::string>& columns) {
    for (const Option option : {Option::deferrable, Option::initially_deferred}) {
        const Argument* given = said.given.find(option);
        if (given == nullptr) continue;
        const Option condition = said.given.has(Option::where) ? Option::where : Option::only;
        all.reading.report.error("deferrable-index", given->range, "an index can't be deferred, a unique constraint alone can",
                                 {all.reading.report.note(said.given.find(condition)->range, "which makes it an index"),
                                  Report::hint("take one of the two away")});
        return false;
    }
    schema::Index index;
    for (const std::string& column : columns) {
        schema::IndexKey key;
        key.of = column;
        index.keys.push_back(std::move(key));
    }
    index.unique = true;
    index.name = schema::unique_index_name(said.model.table.name, columns);
    return read_index_options(all, said, index) && add_index(all, said, std::move(index));
}

}  // namespace

bool read_primary_key(ConstraintReading& all, const Said& said) {
    Report& report = all.reading.report;
    const std::optional<std::vector<std::string>> columns = key_columns(all.reading, said, {.what = "a primary key"});
    const std::optional<std::string> name = said.given.text(Option::name);
    const std::optional<std::string> comment = said.given.text(Option::comment);
    if (!columns || !name || !comment) return false;
    const auto [first, is_first] = all.primary_keys.emplace(&said.model, &said.use);
    if (!is_first) {
        report.error("two-primary-keys", said.use.range(), "the table " + quoted(said.model.key()) + " has two primary keys",
                     {report.note(first->second->range(), "the first is here"),
                      Report::hint("a key of several columns is said on the struct: db::primary_key(&T::a, &T::b)")});
        return false;
    }
    for (const std::string& column : *columns) {
        if (!said.model.table.columns.find(column)->nullable) continue;
        report.error("nullable-key", said.use.range(), quoted(column) + " may be NULL, and a column of the primary key may not",
                     {Report::hint("take std::optional away: a row has a key from its first moment")});
        return false;
    }
    schema::PrimaryKey key = {
        .name = name->empty() ? schema::primary_key_name(said.model.table.name) : *name, .columns = *columns, .comment = *comment};
    if (!all.names.claim(said, key.name, ConstraintNames::Kind::both)) return false;
    said.model.table.primary_key = std::move(key);
    return true;
}

bool read_unique(ConstraintReading& all, const Said& said) {
    const std::optional<std::vector<std::string>> columns =
        key_columns(all.reading, said,
                    {.what = "a unique constraint",
                     .instead = "a unique index has such keys: db::index(db::expression(\"lower(email)\"), db::unique)"});
    if (!columns) return false;
    if (said.given.has(Option::where) || said.given.has(Option::only)) return read_unique_index(all, said, *columns);
    schema::Table& table = said.model.table;
    const std::optional<std::string> name = said.given.text(Option::name);
    const std::optional<std::string> comment = said.given.text(Option::comment);
    if (!name || !comment) return false;
    schema::Unique unique;
    unique.name = name->empty() ? schema::unique_name(table.name, *columns) : *name;
    unique.columns = *columns;
    unique.nulls_not_distinct = said.given.has(Option::nulls_not_distinct);
    unique.deferrability = read_deferrability(said);
    unique.comment = *comment;
    if (said.given.has(Option::include)) {
        const std::optional<std::vector<std::string>> include = read_included(all.reading, said, unique.columns);
        if (!include) return false;
        unique.include = *include;
    }
    if (!all.names.is_new(said, table.uniques, unique) || !all.names.claim(said, unique.name, ConstraintNames::Kind::both)) return false;
    table.uniques.add(std::move(unique));
    return true;
}

void check_uniques(const ConstraintReading& all, const Model& model) {
    const schema::Table& table = model.table;
    if (!table.primary_key) return;
    for (const schema::Unique& unique : table.uniques) {
        const ConstraintNames::Holder& holder = all.names.holder(model, unique.name);
        if (holder.given || !same_columns(unique.columns, table.primary_key->columns)) continue;
        all.reading.report.error("unique-primary-key", holder.use->range(), "the primary key is unique already",
                                 {all.reading.report.note(all.primary_keys.at(&model)->range(), "the primary key is here"),
                                  Report::hint("take db::unique away")});
    }
}

}  // namespace aludel::frontend
