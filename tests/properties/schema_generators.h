#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/schema.h>

#include "properties/dice.h"

// Random schemas and what becomes of them, for the laws of every room.

namespace aludel::testing {

struct SchemaOptions {
    int min_tables = 0;
    int max_tables = 5;
    int max_columns = 5;
    bool hostile_names = true;  ///< quotes, line feeds, keywords, non-ASCII, SQL
    /// What SQLite takes and runs: checks, defaults, conditions and computed columns are real SQL that the rows of
    /// ordinary_value() satisfy; foreign keys are nullable (so that cycles can be filled); an evolution tightens
    /// nothing but what a decision covers (no new unique over existing columns, no narrowing, no enum value removed).
    bool executable_on_sqlite = false;
    /// The same for PostgreSQL 15, with what it alone has: native enums, arrays, schemas, sequences, identities that start somewhere,
    /// INCLUDE, NULLS NOT DISTINCT, operator classes, gin, materialized views. It needs a collation "nocase".
    bool executable_on_postgresql = false;

    bool executable() const { return executable_on_sqlite || executable_on_postgresql; }
};

/// A valid schema: validate() has no complaint, for the dialect where executable, else for no dialect in particular.
schema::Schema random_schema(Dice& dice, const SchemaOptions& options = {});

/// Changes that apply to the schema one after the other; each leaves it valid.
std::vector<schema::Change> random_changes(Dice& dice, const schema::Schema& from, int count, const SchemaOptions& options = {});

/// A schema, one that came of it through a few edits, and the renames among these (not all of them, unless executable).
struct Evolution {
    schema::Schema before;
    schema::Schema after;
    std::set<schema::Rename> renames;
    bool executable = false;  ///< of a schema that is executable
};
Evolution random_evolution(Dice& dice, const SchemaOptions& options = {});

/// Decides the questions, each by one of its ways out at random; with `drop_all`, what vanished is dropped.
void answer(Dice& dice, const std::vector<schema::Question>& questions, schema::Decisions& decisions, bool drop_all = false);

/// diff() with every question answered.
struct Decided {
    schema::Decisions decisions;
    std::vector<schema::Change> changes;
};
Decided decided_diff(Dice& dice, const Evolution& evolution);

/// SQL of a value that fits the column in row number `row` (1...): distinct from row to row where the type allows, and
/// such that the checks of an executable schema hold. NULL for foreign keys; empty for computed columns.
std::string ordinary_value(const schema::Schema& schema, const schema::Table& table, const schema::Column& column, int row);

rc::Gen<Dice> dice();
void showValue(const Dice& dice, std::ostream& out);

void show_schema(const schema::Schema& schema, std::ostream& out);

}  // namespace aludel::testing

namespace aludel::schema {
void showValue(const Schema& schema, std::ostream& out);
}
