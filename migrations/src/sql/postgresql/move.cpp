#include "sql/postgresql/move.h"

#include <fmt/format.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

std::string rename_to(const char* kind, const Name& object, const std::string& name) {
    return fmt::format("ALTER {} {} RENAME TO {}", kind, quoted_name(object), quoted(name));
}

// What has no schema of its own is in the connection's, whose name is known there.
std::string set_schema(const char* kind, const Name& object, const std::string& to) {
    const std::string statement = fmt::format("ALTER {} {} SET SCHEMA ", kind, quoted_name(object));
    if (!to.empty()) return statement + quoted(to);
    return fmt::format("DO $aludel$\nBEGIN\n    EXECUTE {} || quote_ident(current_schema());\nEND\n$aludel$", literal(statement));
}

}  // namespace

std::vector<std::string> move_statements(const Schema& before, const char* kind, const Name& from, const Name& to) {
    if (from.schema == to.schema) return {rename_to(kind, from, to.name)};
    if (from.name == to.name) return {set_schema(kind, from, to.schema)};
    const Name moved(to.schema, from.name);
    if (before.tables.contains(moved) || before.enums.contains(moved))
        return {rename_to(kind, from, to.name), set_schema(kind, {from.schema, to.name}, to.schema)};
    return {set_schema(kind, from, to.schema), rename_to(kind, moved, to.name)};
}

}  // namespace aludel::migrations::postgresql
