#pragma once

#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/diff.h>
#include <aludel/schema/schema.h>

// Small schemas and the sentences of what diff makes of them.

namespace aludel::testing {

inline schema::Column column(std::string name, schema::Type type, bool nullable = false) {
    return {.name = std::move(name), .type = std::move(type), .nullable = nullable};
}

inline const schema::Type integer = {schema::Integer{32}};
inline const schema::Type bigint = {schema::Integer{64}};
inline const schema::Type text = {schema::String{}};
inline schema::Type varchar(int length) {
    return {schema::String{length}};
}
inline schema::Type numeric(int precision, std::optional<int> scale = {}) {
    return {schema::Numeric{precision, scale}};
}

/// A table with an integer primary key `id` and those columns.
inline schema::Table table(const std::string& name, std::initializer_list<schema::Column> columns) {
    schema::Table made;
    made.name = name;
    made.columns.add(column("id", integer));
    for (const schema::Column& each : columns) made.columns.add(each);
    made.primary_key = schema::PrimaryKey{"pk_" + name, {"id"}};
    return made;
}

inline schema::ForeignKey reference(const std::string& name, const std::string& column, const std::string& table) {
    return {.name = name, .columns = {column}, .referred_table = table, .referred_columns = {"id"}};
}

/// Lines of text that a failed check shows one below the other.
struct Lines : std::vector<std::string> {
    using std::vector<std::string>::vector;
    friend std::ostream& operator<<(std::ostream& out, const Lines& lines) {
        for (const std::string& line : lines) out << "\n  " << line;
        return out;
    }
};

inline Lines sentences(const std::vector<schema::Change>& changes) {
    Lines said;
    for (const schema::Change& change : changes) said.push_back(describe(change));
    return said;
}

inline Lines ids(const std::vector<schema::Question>& questions) {
    Lines found;
    for (const schema::Question& question : questions) found.push_back(question.id);
    return found;
}

}  // namespace aludel::testing
