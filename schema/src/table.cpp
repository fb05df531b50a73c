#include <aludel/schema/table.h>

#include <algorithm>

#include <aludel/schema/change.h>

namespace aludel::schema {

bool names_dialect(const std::vector<std::string>& only, const std::string& dialect) {
    return only.empty() || std::find(only.begin(), only.end(), dialect) != only.end();
}

namespace {

struct NameOf {
    const std::string& operator()(const PrimaryKey& constraint) const { return constraint.name; }
    const std::string& operator()(const Unique& constraint) const { return constraint.name; }
    const std::string& operator()(const ForeignKey& constraint) const { return constraint.name; }
    const std::string& operator()(const Check& constraint) const { return constraint.name; }
};

struct CommentOf {
    const std::string& operator()(const PrimaryKey& constraint) const { return constraint.comment; }
    const std::string& operator()(const Unique& constraint) const { return constraint.comment; }
    const std::string& operator()(const ForeignKey& constraint) const { return constraint.comment; }
    const std::string& operator()(const Check& constraint) const { return constraint.comment; }
};

}  // namespace

const std::string& name_of(const Constraint& constraint) {
    return std::visit(NameOf{}, constraint);
}

const std::string& comment_of(const Constraint& constraint) {
    return std::visit(CommentOf{}, constraint);
}

std::optional<Constraint> find_constraint(const Table& table, const std::string& name) {
    if (table.primary_key && table.primary_key->name == name) return *table.primary_key;
    if (const Unique* unique = table.uniques.find(name)) return *unique;
    if (const ForeignKey* foreign_key = table.foreign_keys.find(name)) return *foreign_key;
    if (const Check* check = table.checks.find(name)) return *check;
    return std::nullopt;
}

ColumnFields differing_fields(const Column& before, const Column& after) {
    return {.type = before.type != after.type,
            .nullable = before.nullable != after.nullable,
            .default_value = before.default_value != after.default_value,
            .identity = before.identity != after.identity,
            .computed = before.computed != after.computed,
            .collation = before.collation != after.collation,
            .comment = before.comment != after.comment};
}

}  // namespace aludel::schema
