#include "sql/postgresql/comment.h"

#include <fmt/format.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/lower.h"
#include "sql/postgresql/names.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

std::string commented(const std::string& object, const std::string& comment) {
    return fmt::format("COMMENT ON {} IS {}", object, comment.empty() ? "NULL" : literal(comment));
}

}  // namespace

std::string comment_on_table(const Name& table, const std::string& comment) {
    return commented("TABLE " + quoted_name(table), comment);
}

std::string comment_on_column(const Name& table, const std::string& column, const std::string& comment) {
    return commented(fmt::format("COLUMN {}.{}", quoted_name(table), quoted(column)), comment);
}

std::string comment_on_constraint(const Name& table, const Constraint& constraint) {
    return commented(fmt::format("CONSTRAINT {} ON {}", quoted(name_of(constraint)), quoted_name(table)), comment_of(constraint));
}

std::string comment_on_index(const Name& table, const Index& index) {
    return commented("INDEX " + quoted_name({table.schema, index.name}), index.comment);
}

std::string comment_on_view(const View& view) {
    return commented((view.materialized ? "MATERIALIZED VIEW " : "VIEW ") + quoted_name(view.name), view.comment);
}

std::string comment_on_sequence(const Sequence& sequence) {
    return commented("SEQUENCE " + quoted_name(sequence.name), sequence.comment);
}

std::string comment_on_enum(const Enum& type) {
    return commented("TYPE " + quoted_name(type.name), type.comment);
}

std::vector<std::string> comments_on_constraints(const Table& table) {
    std::vector<std::string> out;
    const auto add = [&](const auto& constraint) {
        if (!constraint.comment.empty()) out.push_back(comment_on_constraint(table.name, constraint));
    };
    if (table.primary_key) add(*table.primary_key);
    for (const Unique& unique : table.uniques) add(unique);
    for (const ForeignKey& key : table.foreign_keys) add(key);
    for (const Check& check : table.checks) add(check);
    return out;
}

std::optional<std::string> alter_comment(const Schema& after, const AlterComment& change) {
    switch (change.of) {
        case AlterComment::Of::constraint: {
            const Constraint constraint = *find_constraint(*after.tables.find(change.object), change.part);
            const auto* check = std::get_if<Check>(&constraint);
            if (check != nullptr && !lower_check(*check)) return std::nullopt;
            return comment_on_constraint(change.object, constraint);
        }
        case AlterComment::Of::index: {
            const Table& table = *after.tables.find(change.object);
            const std::optional<Index> index = lower_index(table, *table.indexes.find(change.part));
            return index ? std::optional(comment_on_index(table.name, *index)) : std::nullopt;
        }
        case AlterComment::Of::view: {
            const std::optional<View> view = lower_view(*after.views.find(change.object));
            return view ? std::optional(comment_on_view(*view)) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace aludel::migrations::postgresql
