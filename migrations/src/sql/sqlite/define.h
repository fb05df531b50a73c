#pragma once

#include <string>

#include <aludel/migrations/step.h>
#include <aludel/schema/table.h>

#include "sql/sqlite/lower.h"

namespace aludel::migrations::sqlite {

// CREATE TABLE, ADD COLUMN and rebuilds take their texts from here alone, so that the text that SQLite keeps is the
// same whichever way a table came to its shape.

std::string column_definition(const LoweredTable& table, const schema::Column& column);
TableShape shape(const LoweredTable& table);
std::string create_table(const std::string& name, const TableShape& shape);
std::string create_index(const std::string& table, const schema::Index& lowered);
std::string create_view(const schema::View& lowered);

}  // namespace aludel::migrations::sqlite
