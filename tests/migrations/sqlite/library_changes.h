#pragma once

#include <utility>

#include <aludel/migrations/operation.h>

#include "library.h"

// Changes of the library that the tests of what is rendered share.

namespace aludel::tests {

inline Column named(std::string name) {
    Column out;
    out.name = std::move(name);
    return out;
}

inline AlterColumn alter(std::string column, Column after, ColumnFields fields) {
    AlterColumn out;
    out.table = "books";
    out.before = named(column);
    out.after = std::move(after);
    out.after.name = std::move(column);
    out.fields = fields;
    return out;
}

inline AlterColumn new_type(std::string name, decltype(Type::kind) kind) {
    ColumnFields fields;
    fields.type = true;
    return alter(name, column(name, std::move(kind)), fields);
}

inline AlterColumn not_null(std::string name, Expression fill = {}) {
    ColumnFields fields;
    fields.nullable = true;
    AlterColumn out = alter(name, named(name), fields);
    out.fill = std::move(fill);
    return out;
}

inline Constraint named_constraint(std::string name) {
    PrimaryKey out;
    out.name = std::move(name);
    return out;
}

inline Index named_index(std::string name) {
    Index out;
    out.name = std::move(name);
    return out;
}

inline Table tags() {
    Table out;
    out.name = "tags";
    out.columns = {column("book_id", Integer{64}), column("word", String{40})};
    out.primary_key = PrimaryKey{"pk_tags", {"book_id", "word"}};
    out.foreign_keys.add(foreign_key("fk_tags_book_id", {"book_id"}, "books", {"id"}, Action::cascade));
    out.indexes.add(index("ix_tags_word", {"word"}));
    return out;
}

inline migrations::Operation change(Change value) {
    return value;
}

}  // namespace aludel::tests
