#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/normal_form.h>

#include "moves.h"
#include "opaque_order.h"
#include "rename_plan.h"
#include "table_order.h"

namespace aludel::schema {

/// One run of diff(). Every change that is emitted is applied to a working copy at once, and each part reads from that
/// copy what is left to do.
class Differ {
public:
    Differ(const Schema& before, const Schema& after, const Decisions& decisions)
        : before_(before), after_(as_written_in(before, after)), decisions_(decisions), now_(before) {}

    Diff run() &&;

private:
    /// A foreign key that waits for what it refers to.
    struct Pending {
        Name table;
        ForeignKey key;
        std::string reason;
    };

    // diff_renames.cpp
    RenamePlan plan_names(const std::set<std::pair<std::string, std::string>>& hints, std::map<std::string, Name>& names,
                          const std::map<std::string, Name>& wanted, const std::function<bool(const std::string&)>& dropped);
    void rename_tables();
    void rename_columns(const Table& wanted);
    void rename_enums();
    void rename_enum_values(const Enum& wanted);
    void drop_parts_that_name(const Name& type, const std::string& value);

    // diff_names.cpp
    void free_names(const Change& change);
    void give_up_table(const Name& name, const Name& taker, const std::string& reason);
    void give_up_enum(const Name& name, const std::string& reason);
    void give_up_sequence(const Name& name, const std::string& reason);
    void give_up_parts(const Name& name, const Name& table, const std::string& part, const std::string& reason);
    void give_up_column(const Name& table, const std::string& name, const std::string& taker);
    void give_up_index(const Table& holder, const Index& index, const std::string& reason);
    void give_up_key(const Table& holder, const std::string& name, const std::string& reason);
    bool is_free(const Name& name) const;
    const Table* wanted_for(const Name& table) const;
    std::string temporary_name(const std::string& name, const char* ending);
    const std::set<std::string>& names_in_use();

    // diff_objects.cpp
    void drop_views();
    void create_views();
    void comment_views();
    void create_enums();
    void narrow_enums();
    void drop_enums();
    void ask_about_enum(const Enum& from, const Enum& to);

    // diff_opaque.cpp
    void create_sequences();
    void drop_sequences();
    void find_dropped_objects(const Moves& moves);
    void drop_callers();
    void drop_objects(OpaqueStage stage);
    void create_objects(OpaqueStage stage);
    void drop_removed_objects();

    // diff.cpp
    void drop_blocking_foreign_keys();
    void create_tables();
    void add_foreign_keys();
    void drop_tables();

    // diff_tables.cpp
    void alter_table(const Table& wanted);
    void drop_parts(const Table& old, const Table& wanted);
    void rename_parts(const Table& wanted);
    void add_columns(const Table& old, const Table& wanted);
    void alter_columns(const Table& old, const Table& wanted);
    void drop_columns(const Table& wanted);
    void add_parts(const Table& old, const Table& wanted);
    void comment_parts(const Table& wanted);
    AddColumn added(const Table& wanted, const Column& column);
    AlterColumn altered(const Table& wanted, const Column& from, const Column& to);
    void ask_about_unique(const Table& wanted, const std::string& name, const std::vector<std::string>& columns, bool nulls_repeat);
    void ask_about_unique_parts(const Table& old, const Table& wanted);

    void emit(Change change, std::string reason = {});
    void ask(Question question);
    bool was_said(const std::string& dropped) const;

    /// Why it is added, when one of its name was dropped from the table.
    std::string reason_to_add(const Name& table, const Constraint& constraint) const;
    std::string reason_to_add(const Name& table, const Index& index) const;
    /// The object went for that reason, and comes back.
    static std::string reason_to_create(const Name& name, const std::map<Name, std::string>& dropped);
    /// A foreign key can be added: what it refers to is as it will be.
    bool is_ready(const Table& table, const ForeignKey& key) const;
    /// The table that is called so now, as the user knew it; likewise its column.
    Name known_as(const Name& table) const;
    std::string known_as(const Name& table, const std::string& column) const;

    const Schema& before_;
    Schema after_;  // what says the same as before is written as before
    const Decisions& decisions_;
    Schema now_;
    Schema renamed_;  // the old schema under its new names
    bool renaming_ = true;
    std::map<Name, Name> goals_;  // while tables are renamed: what a table is called in the end
    std::map<Name, Name> tables_aside_;
    std::map<Name, Name> enums_aside_;  // the old name to the present one
    std::map<std::pair<Name, std::string>, std::string> columns_aside_;
    std::vector<Pending> pending_;
    std::map<std::pair<Name, std::string>, Constraint> dropped_constraints_;  // by table and name
    std::map<std::pair<Name, std::string>, Index> dropped_indexes_;
    std::map<Name, std::string> dropped_objects_;  // opaque ones that go, for good or to come back, and the reason
    std::map<Name, std::string> dropped_views_;    // likewise, with what stands on either
    std::set<std::string> old_names_;              // of before_, folded, in PostgreSQL's one namespace
    std::set<std::string> names_in_use_;
    Diff result_;
};

/// True when some key of `old` makes the columns unique already.
bool is_unique_already(const Table& old, const std::vector<std::string>& columns, bool nulls_repeat);

/// True when a column of that type, converted, keeps its values apart and in place.
bool keeps_values(const Schema& schema, const Column& before, const Column& after);

}  // namespace aludel::schema
