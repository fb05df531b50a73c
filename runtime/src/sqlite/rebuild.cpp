#include "sqlite/rebuild.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "sqlite/checksum.h"
#include "sqlite/completion.h"
#include "sqlite/create_table.h"
#include "sqlite/dependants.h"
#include "sqlite/settings.h"
#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

using migrations::ColumnCopy;
using migrations::RebuildStep;

/// An index or a trigger that goes with the table and comes back from its stored text.
struct Attached {
    std::string type, name, sql;
};

class Rebuild {
public:
    Rebuild(const Database& database, const RebuildStep& step, const Options& options)
        : database_(database), step_(step), options_(options), old_("main." + quoted(step.table)) {}

    void run() {
        refuse_foreign_keys();
        const ParsedTable live = live_table();
        CompletedRebuild completed = complete(step_, live);
        const std::vector<Attached> attached = attached_objects();
        for (const Attached& one : attached) name_unknown(one, completed);
        refuse_temporary_triggers();
        report(completed);

        const BrokenObjects broken = broken_objects(database_);
        const std::optional<std::int64_t> sequence = sequence_of(step_.table);
        temporary_ = unused_name();
        new_ = "main." + quoted(temporary_);
        const std::string create = create_text(completed);
        execute(create, completed.carried.empty() ? "" : fmt::format("; carried over were {}", fmt::join(completed.carried, "; ")));
        const ParsedTable created = parse_create_table(create);

        copy(completed.copies, live, created);
        execute(fmt::format("DROP TABLE {}", old_));
        {
            // Otherwise the name is followed into views and into triggers of other tables, which mention a table that is
            // not there at this moment, and the renaming fails.
            const Setting legacy(database_, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1);
            execute(fmt::format("ALTER TABLE {} RENAME TO {}", new_, quoted(step_.table)));
        }
        restore_sequence(sequence, created);
        restore(attached);
        refuse_broken(broken);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(fmt::format("table {} cannot be made again: {}", step_.table, what));
    }

    void execute(const std::string& sql, const std::string& note = {}) const {
        try {
            database_.execute(sql);
        } catch (const Error& error) {
            throw Error(fmt::format("table {} cannot be made again: {}{}", step_.table, error.what(), note), {}, error.statement(),
                        error.sqlstate());
        }
    }

    void refuse_foreign_keys() const {
        // With foreign keys on, DROP TABLE deletes the rows first, and with them all children that cascade.
        if (setting(database_, SQLITE_DBCONFIG_ENABLE_FKEY) != 0)
            refuse("foreign keys are on, and dropping the old table would delete rows of others");
        if (!database_.in_transaction()) refuse("no transaction is open");
    }

    ParsedTable live_table() const {
        Statement statement(database_, "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE");
        statement.bind({step_.table});
        if (!statement.step()) refuse("the database has no table of that name, and the applied revisions say it has");
        return parse_create_table(statement.text(0));
    }

    std::vector<Attached> attached_objects() const {
        std::vector<Attached> result;
        Statement statement(
            database_,
            "SELECT type, name, sql FROM main.sqlite_schema WHERE tbl_name = ? COLLATE NOCASE AND type IN ('index', 'trigger') "
            "AND sql IS NOT NULL ORDER BY type, rowid");
        statement.bind({step_.table});
        while (statement.step()) {
            Attached one{statement.text(0), statement.text(1), statement.text(2)};
            const auto dropped = std::find_if(step_.drops.begin(), step_.drops.end(),
                                              [&](const auto& drop) { return one.type == "index" && same_name(drop.first, one.name); });
            if (dropped == step_.drops.end()) {
                result.push_back(std::move(one));
            } else if (!dropped->second.empty() && normalised(dropped->second) != normalised(one.sql)) {
                refuse(fmt::format(
                    "index {} is to go, and the live one is `{}` where the applied revisions have `{}`: bring them together first",
                    one.name, one.sql, dropped->second));
            }
        }
        return result;
    }

    // Triggers are not told apart: a step does not say which of them the revisions know, and all come back.
    void name_unknown(const Attached& one, CompletedRebuild& completed) const {
        if (one.type != "index") return;
        const auto known =
            std::find_if(step_.indexes.begin(), step_.indexes.end(), [&](const auto& index) { return same_name(index.first, one.name); });
        if (known != step_.indexes.end() && normalised(known->second) == normalised(one.sql)) return;
        completed.carried.push_back(known == step_.indexes.end() ? fmt::format("index {} of table {}", one.name, step_.table)
                                                                 : fmt::format("the definition of index {}: {}", one.name, one.sql));
    }

    void refuse_temporary_triggers() const {
        // They belong to the connection, go with the table, and their stored text does not say that they are temporary.
        const auto name =
            database_.value("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE", {step_.table});
        if (name)
            refuse(
                fmt::format("the connection has the temporary trigger {} on it: drop it before the upgrade", std::get<std::string>(*name)));
    }

    void report(const CompletedRebuild& completed) const {
        if (completed.carried.empty()) return;
        if (options_.unknown_objects == Unknown::refuse) {
            refuse(fmt::format("the database has what no applied revision made, and Options::unknown_objects says to stop: {}",
                               fmt::join(completed.carried, "; ")));
        }
        if (options_.observer == nullptr) return;
        for (const std::string& carried : completed.carried) {
            options_.observer->warning(fmt::format("carried over, though no applied revision made it: {}", carried));
        }
    }

    std::string unused_name() const {
        for (int i = 0;; ++i) {
            std::string name = i == 0 ? "aludel_rebuild" : fmt::format("aludel_rebuild_{}", i);
            if (!database_.value("SELECT 1 FROM main.sqlite_schema WHERE name = ?1 COLLATE NOCASE UNION ALL "
                                 "SELECT 1 FROM temp.sqlite_schema WHERE name = ?1 COLLATE NOCASE",
                                 {name})) {
                return name;
            }
        }
    }

    std::string create_text(const CompletedRebuild& completed) const {
        std::vector<std::string> lines;
        for (const auto& column : completed.after.columns) lines.push_back(column.sql);
        for (const auto& constraint : completed.after.constraints) lines.push_back(constraint.sql);
        // The parts stand on lines of their own: a definition that was carried over may hold a comment to the end of its line.
        return fmt::format("CREATE TABLE {} (\n    {}\n){}{}", new_, fmt::join(lines, ",\n    "),
                           completed.after.options.empty() ? "" : " ", completed.after.options);
    }

    /// How the table calls its rowid; empty where it has none of its own, or where columns hide all its names.
    std::string rowid_of(const std::string& name, const ParsedTable& table) const {
        if (table.without_rowid) return {};
        for (const std::string rowid : {"rowid", "_rowid_", "oid"}) {
            const bool hidden = std::any_of(table.columns.begin(), table.columns.end(),
                                            [&](const ParsedColumn& column) { return same_name(column.name, rowid); });
            if (!hidden) return quoted(name) + "." + rowid;
        }
        return {};
    }

    /// Whether a column is another name of the rowid: then, and only then, the key has no index of its own.
    bool has_rowid_alias(const std::string& name, const ParsedTable& table) const {
        if (table.without_rowid) return false;
        return database_
            .value(
                "SELECT 1 FROM pragma_table_info(?1, 'main') WHERE pk > 0 AND NOT EXISTS "
                "(SELECT 1 FROM pragma_index_list(?1, 'main') WHERE origin = 'pk')",
                {name})
            .has_value();
    }

    void copy(const std::vector<ColumnCopy>& copies, const ParsedTable& live, const ParsedTable& created) const {
        std::vector<std::string> into;
        std::vector<std::string> from;
        const std::string old_rowid = rowid_of(step_.table, live);
        const std::string new_rowid = rowid_of(temporary_, created);
        const bool same_rowids = !old_rowid.empty() && !new_rowid.empty();
        const bool copies_rowid = same_rowids && !has_rowid_alias(temporary_, created);
        if (copies_rowid) {
            into.push_back(new_rowid.substr(new_rowid.rfind('.') + 1));
            from.push_back(old_rowid);
        }
        std::vector<ColumnCopy> exact;
        for (const ColumnCopy& copy : copies) {
            into.push_back(quoted(copy.column));
            from.push_back(copy.expression);
            if (copy.exact) exact.push_back(copy);
        }

        const Checksums before = checksums(database_, selection(exact, true));
        // OR ABORT: an ON CONFLICT clause of the table (REPLACE, IGNORE) would lose rows without a word.
        if (into.empty()) refuse("nothing is to be copied: a table needs one column that is not computed");
        execute(fmt::format("INSERT OR ABORT INTO {} ({}) SELECT {} FROM {}", new_, fmt::join(into, ", "), fmt::join(from, ", "), old_),
                "; the rows that exist do not fit the new definition, and nothing was changed");
        const Checksums after = checksums(database_, selection(exact, false));
        if (before.rows != after.rows) refuse(fmt::format("it has {} rows and the copy {}; nothing was changed", before.rows, after.rows));
        if (before == after) return;
        for (std::size_t i = 0; i < exact.size(); ++i) {
            if (before.columns[i] == after.columns[i]) continue;
            refuse(fmt::format(
                "column {} would not keep its values{}. Its new type converts them; give a conversion expression. Nothing was changed",
                exact[i].column, same_rowids ? example(exact[i], old_rowid, new_rowid) : ""));
        }
        refuse("the values of its columns would stand beside others than before; nothing was changed");
    }

    std::string selection(const std::vector<ColumnCopy>& exact, bool of_old) const {
        std::vector<std::string> columns;
        for (const ColumnCopy& copy : exact) columns.push_back(of_old ? copy.expression : quoted(temporary_) + "." + quoted(copy.column));
        if (columns.empty()) columns.emplace_back("1");
        return fmt::format("SELECT {} FROM {}", fmt::join(columns, ", "), of_old ? old_ : new_);
    }

    std::string example(const ColumnCopy& copy, const std::string& old_rowid, const std::string& new_rowid) const {
        const std::string kept = quoted(temporary_) + "." + quoted(copy.column);
        Statement statement(database_, fmt::format("SELECT quote({0}), typeof({0}), quote({1}), typeof({1}) FROM {2} JOIN {3} ON {4} = {5} "
                                                   "WHERE ({0}) IS NOT ({1}) OR typeof({0}) <> typeof({1}) LIMIT 1",
                                                   copy.expression, kept, old_, new_, old_rowid, new_rowid));
        if (!statement.step()) return {};
        return fmt::format(": {} ({}) would become {} ({})", statement.text(0), statement.text(1), statement.text(2), statement.text(3));
    }

    std::optional<std::int64_t> sequence_of(const std::string& table) const {
        if (!database_.value("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'")) return std::nullopt;
        const auto value = database_.value("SELECT max(seq) FROM main.sqlite_sequence WHERE name = ? COLLATE NOCASE", {table});
        const std::int64_t* const number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
        return number == nullptr ? std::nullopt : std::optional(*number);
    }

    void restore_sequence(const std::optional<std::int64_t>& saved, const ParsedTable& created) const {
        const bool numbers =
            std::any_of(created.columns.begin(), created.columns.end(), [](const ParsedColumn& column) { return column.autoincrement; });
        if (!saved || !numbers) return;
        // The copy has set it to the highest rowid that is there; numbers given to rows since deleted are not to come again.
        const std::int64_t set =
            database_.execute("UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", {*saved, step_.table});
        if (set == 0) database_.execute("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", {step_.table, *saved});
    }

    void restore(const std::vector<Attached>& attached) const {
        // Texts as old as SQLite's leniency about "strings": they meant something when they were stored and mean it still.
        const Setting lenient(database_, SQLITE_DBCONFIG_DQS_DDL, 1);
        for (const Attached& one : attached) {
            execute(one.sql, fmt::format("; this {} stood on the table and does not fit its new form: drop it or change it in the revision",
                                         one.type));
        }
    }

    void refuse_broken(const BrokenObjects& before) const {
        for (const auto& [name, why] : broken_objects(database_)) {
            if (before.count(name) != 0) continue;
            refuse(fmt::format("{} would no longer work: {}. Drop it before and create it anew after, in the same revision", name, why));
        }
    }

    const Database& database_;
    const RebuildStep& step_;
    const Options& options_;
    std::string old_;
    std::string temporary_ = {};
    std::string new_ = {};
};

}  // namespace

void rebuild(const Database& database, const RebuildStep& step, const Options& options) {
    Rebuild(database, step, options).run();
}

}  // namespace aludel::runtime::sqlite
