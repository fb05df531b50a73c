#include "tables.h"

#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <set>
#include <utility>

#include "naming.h"
#include "object_name.h"
#include "views.h"

namespace aludel::frontend {
namespace {

bool is_named(const Use& table_use) {
    return table_use.arguments && !table_use.arguments->empty();
}

void refuse_second(Reading& reading, const Use& use, const clang::CXXRecordDecl& record, const Model& first) {
    std::vector<generator::Diagnostic> notes = {
        reading.report.note(first.table_use->range(), "the first is here, as " + quoted(written_name(*first.record)))};
    if (!is_named(use) || !is_named(*first.table_use)) {
        notes.push_back(Report::hint("the naming convention gives " + quoted(written_name(record)) +
                                     " this name; give it another: db::table(\"...\")"));
    }
    reading.report.error("table-twice", use.range(), "the table " + quoted(first.key()) + " is defined twice", std::move(notes));
}

void read_options(const Reading& reading, Model& model) {
    const auto find = [&](Attribute attribute) { return reading.find_use(model.record, attribute); };
    schema::TableOptions& options = model.table.options;
    if (const Use* use = find(Attribute::comment)) {
        if (auto text = Arguments(reading, *use, Place::structure).one_string()) options.comment = std::move(*text);
    }
    if (const Use* use = find(Attribute::strict)) options.strict = Arguments(reading, *use, Place::structure).none();
    if (const Use* use = find(Attribute::without_rowid)) options.without_rowid = Arguments(reading, *use, Place::structure).none();
}

void read_rename(const Reading& reading, const Model& model) {
    const Use* use = reading.find_use(model.record, Attribute::renamed_from);
    if (use == nullptr) return;
    const Arguments given(reading, *use, Place::structure);
    if (!given.between(1, 1)) return;
    const std::optional<schema::Name> from = read_name(reading, given, 0);
    if (!from) return;
    if (*from == model.table.name) {
        reading.report.error("renamed-from-itself", use->range(), "the table is still called " + quoted(model.key()),
                             {Report::hint("write the new name in db::table, the old one here")});
        return;
    }
    reading.document.renames.insert({.of = schema::Rename::Of::table, .in = {}, .from = schema::to_string(*from), .to = model.key()});
}

/// Whether something says what its primary key is, well or badly.
bool says_primary_key(const Reading& reading, const Model& model) {
    if (reading.find_use(model.record, Attribute::primary_key) != nullptr) return true;
    return std::any_of(model.columns.begin(), model.columns.end(),
                       [&](const ModelColumn& column) { return reading.find_use(column.field, Attribute::primary_key) != nullptr; });
}

constexpr const char* give_a_key = "give it one: db::primary_key on a member, or db::primary_key(&T::a, &T::b) on the struct";

}  // namespace

std::optional<schema::Name> read_struct_name(const Reading& reading, const clang::CXXRecordDecl& record) {
    std::optional<schema::Name> name;
    const Use* use = reading.find_use(&record, Attribute::table);
    if (use != nullptr) {
        const Arguments given(reading, *use, Place::structure);
        if (!given.between(0, 1)) return std::nullopt;
        if (given.count() == 1) {
            name = read_name(reading, given, 0);
            if (!name) return std::nullopt;
        }
    }
    if (!name) {
        const std::string written = written_name(record);
        if (written.empty()) {
            reading.report.error("struct-without-name", use != nullptr ? use->range() : name_range(record),
                                 "the struct has no name to call its table or view by", {Report::hint("name it here: db::table(\"...\")")});
            return std::nullopt;
        }
        name = table_name(written, reading.settings);
    }
    return in_schema(reading, record, Place::structure, std::move(*name));
}

void find_tables(Reading& reading, const Capture& capture) {
    std::set<const clang::Decl*> seen;
    for (const Use& use : capture.uses) {
        if (use.kind == nullptr || use.kind->attribute != Attribute::table || use.declarations.empty()) continue;
        const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(use.declarations.front());
        if (record == nullptr || reading.find_use(record, Attribute::table) == nullptr || is_view(reading, *record)) continue;
        if (!seen.insert(record).second) continue;
        const std::optional<schema::Name> name = read_struct_name(reading, *record);
        if (!name) continue;
        if (const Model* first = reading.find_table(schema::to_string(*name))) {
            refuse_second(reading, use, *record, *first);
            continue;
        }
        Model model;
        model.record = record;
        model.table_use = &use;
        model.table.name = *name;
        read_options(reading, model);
        read_rename(reading, model);
        reading.document.locations[model.key()] = reading.report.location(name_range(*record));
        reading.models.push_back(std::move(model));
    }
}

void finish_table(const Reading& reading, const Model& model) {
    if (model.table.primary_key || says_primary_key(reading, model)) return;
    if (model.table.options.without_rowid) {
        const Use* use = reading.find_use(model.record, Attribute::without_rowid);
        reading.report.error("without-rowid-without-key", use->range(),
                             quoted(model.key()) + " has no primary key, and without a rowid SQLite has nothing else to find its rows by",
                             {Report::hint(give_a_key)});
    } else if (reading.settings.note_tables_without_primary_key && !reading.report.has_errors()) {
        reading.report.remark(
            "no-primary-key", name_range(*model.record), "the table " + quoted(model.key()) + " has no primary key",
            {Report::hint(give_a_key), Report::hint("aludel.toml switches this note off: [models] note_missing_primary_key = false")});
    }
}

std::optional<std::string> read_column_name(Reading& reading, const clang::FieldDecl& field) {
    if (const Use* use = reading.find_use(&field, Attribute::column)) {
        if (auto name = Arguments(reading, *use, Place::member).one_string()) return name;
    }
    const std::string member = field.getName().str();
    std::string name = column_name(member, reading.settings);
    if (is_name(name)) return name;
    reading.report.error("no-name-left", name_range(field),
                         name.empty() ? "nothing is left of " + quoted(member) + " as the name of a column"
                                      : quoted(name) + ", which is left of " + quoted(member) + ", is no name of a column",
                         {Report::hint("aludel.toml says what is stripped from members: [naming] strip_prefixes and strip_suffixes"),
                          Report::hint("name it here: db::column(\"...\")")});
    return std::nullopt;
}

}  // namespace aludel::frontend
