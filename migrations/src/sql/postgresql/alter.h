#pragma once

#include <set>
#include <string>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// What becomes of one column that stays.
struct ColumnChange {
    std::string column = {};
    std::string convert = {};  ///< the author's words; empty: by its types
    std::string fill = {};
    bool renewed = false;  ///< the type of its native enum is another of the same name
};

struct Alteration {
    schema::Name table = {};
    /// Columns whose foreign keys have to go before the steps, and come back when both ends have their new types.
    std::set<std::string> loosened = {};
    std::vector<Step> steps = {};
};

/// Columns of one table that change, in place. What PostgreSQL cannot carry through a new type by itself (computed
/// columns, and checks and indexes whose expressions it would read with the old type) is dropped before and made again
/// after, in the same transaction.
/// @param may_have_rows false: no questions, since the table was made just now
/// @throws schema::SchemaError where no conversion keeps every value.
Alteration alter_columns(const schema::Schema& before, const schema::Schema& after, const schema::Name& table,
                         const std::vector<ColumnChange>& columns, const std::string& description, bool may_have_rows);

/// True when a check, an index or a computed column names both, so that the two have to change as one.
bool expressed_together(const schema::Table& lowered, const std::string& a, const std::string& b);

}  // namespace aludel::migrations::postgresql
