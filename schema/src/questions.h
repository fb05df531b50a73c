#pragma once

#include <string>
#include <vector>

#include <aludel/schema/diff.h>

namespace aludel::schema {

// The questions that diff and downgrade ask, with their final texts. `key` is the object as decisions name it
// ("users.name"); `downgrade` writes the ids and answers for the way back.

Question gone_table(const Name& table, const std::vector<std::string>& candidates);
/// An object that has a table in it; `changed`: it comes back, empty.
Question gone_rows(const Opaque& object, bool changed);
/// With the number that it has come to.
Question gone_sequence(const Sequence& sequence);
Question gone_column(const Name& table, const std::string& column, const std::vector<std::string>& candidates);
Question becomes_computed(const Name& table, const std::string& column);

enum class Direction { upgrade, downgrade };

/// NOT NULL in rows that have no value; `added`: the column itself is new to them.
Question no_value(Direction direction, const Schema& schema, const Name& table, const Column& column, bool added);
Question narrower(Direction direction, const Name& table, const Column& before, const Column& after);
Question no_cast(Direction direction, const Name& table, const Column& before, const Column& after);
Question may_repeat(Direction direction, const Name& table, const std::string& key, const std::vector<std::string>& columns);
Question value_removed(Direction direction, const Name& type, const std::string& value, const std::vector<std::string>& candidates,
                       const std::vector<std::string>& columns);
Question stored_otherwise(Direction direction, const Name& type, const std::vector<std::string>& columns);
Question may_refer_to_nothing(const Name& table, const ForeignKey& key);
Question may_not_satisfy(const Name& table, const Check& check);
Question may_not_be_strict(const Name& table);

}  // namespace aludel::schema
