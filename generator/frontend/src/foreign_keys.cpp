#include <aludel/schema/naming.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>

#include "constraints.h"
#include "spelling.h"

namespace aludel::frontend {

namespace {

/// A column that a reference leads to.
struct Target {
    const Model* model = nullptr;
    const ModelColumn* column = nullptr;
};

/// An attribute beside db::references says what an option inside it does.
struct Beside {
    Option option;
    Attribute attribute;
};
constexpr Beside delete_action = {Option::on_delete, Attribute::on_delete};
constexpr Beside update_action = {Option::on_update, Attribute::on_update};
constexpr Beside is_deferrable = {Option::deferrable, Attribute::deferrable};
constexpr Beside is_initially_deferred = {Option::initially_deferred, Attribute::initially_deferred};

std::string counted(std::size_t columns) {
    return std::to_string(columns) + (columns == 1 ? " column" : " columns");
}

class ForeignKeyReader {
public:
    ForeignKeyReader(ConstraintReading& all, const Said& said)
        : all_(all), reading_(all.reading), report_(all.reading.report), said_(said), table_(said.model.table) {}

    bool read_member() {
        if (!said_.given.between(1, 1)) return false;
        columns_ = {said_.member};
        return read_targets(said_.given, 1) && add();
    }

    bool read_struct() {
        if (!said_.given.between(2, 2)) return false;
        std::vector<Arguments> lists;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto* word = std::get_if<Word>(&said_.given.at(i).value);
            const OptionKind* kind = word == nullptr ? nullptr : find_option(word->name);
            if (kind == nullptr || kind->option != Option::columns) {
                said_.given.refuse();
                return false;
            }
            lists.emplace_back(reading_, *word, said_.given.range(i));
        }
        const auto columns = read_columns_of(reading_, said_.model, lists[0], {.what = "a foreign key"});
        if (!columns || lists[1].failed() || !has_plain_columns(reading_, lists[1], {.what = "a foreign key"})) return false;
        if (columns->size() != lists[1].count()) {
            report_.error("reference-count", lists[1].range(),
                          "a foreign key of " + counted(columns->size()) + " refers to " + counted(lists[1].count()),
                          {report_.note(lists[0].range(), "its columns are here"), Report::hint("each column refers to one")});
            return false;
        }
        for (const std::string& column : *columns) columns_.push_back(find_column(said_.model, column));
        return read_targets(lists[1], columns_.size()) && add();
    }

private:
    bool read_targets(const Arguments& given, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::optional<Target> target = read_target(given, i);
            if (!target) return false;
            if (target_ != nullptr && target->model != target_) {
                report_.error("reference-to-two-tables", given.range(i),
                              quoted(target->model->key()) + " is another table than " + quoted(target_->key()),
                              {Report::hint("a foreign key refers to one row of one table: write a db::foreign_key for each")});
                return false;
            }
            if (std::find(targets_.begin(), targets_.end(), target->column) != targets_.end()) {
                report_.error("column-repeated", given.range(i), quoted(target->column->name) + " stands twice in a foreign key",
                              {Report::hint("take one of them away")});
                return false;
            }
            target_ = target->model;
            targets_.push_back(target->column);
            if (!have_one_type(i, given.range(i))) return false;
        }
        at_ = {given.range(0).getBegin(), given.range(count - 1).getEnd()};
        return true;
    }

    /// `&U::a`, or "table.a".
    std::optional<Target> read_target(const Arguments& given, std::size_t i) {
        const Constant constant = given.constant(i);
        if (std::holds_alternative<std::string>(constant)) {
            const std::optional<std::string> text = given.string(i);
            return text ? read_target_text(given, i, *text) : std::nullopt;
        }
        const auto* member = std::get_if<Member>(&constant);
        if (member == nullptr) {
            given.refuse();
            return std::nullopt;
        }
        const Model* target = reading_.find_model(member->record);
        if (target == nullptr) {
            refuse_target(given.range(i), *member);
            return std::nullopt;
        }
        const ModelColumn* column = read_column_of(reading_, *target, given, i);
        return column == nullptr ? std::nullopt : std::optional(Target{target, column});
    }

    void refuse_target(clang::SourceRange at, const Member& member) {
        if (member.record == nullptr) {
            report_.error("reference-to-no-table", at, "a reference leads to a column of a table");
            return;
        }
        const clang::SourceRange there = name_range(*member.record);
        const std::string name = member.record->getName().str();
        for (const Attribute attribute : {Attribute::view, Attribute::materialized_view}) {
            if (reading_.find_use(member.record, attribute) == nullptr) continue;
            report_.error("reference-to-view", at, quoted(name) + " is a view, and a view has no keys that a row could refer to",
                          {report_.note(there, "the view is here"), Report::hint("refer to the table that the view reads")});
            return;
        }
        if (reading_.find_use(member.record, Attribute::table) != nullptr) return;  // said where it stands
        for (const Model& model : reading_.models) {
            if (!model.record->isDerivedFrom(member.record)) continue;
            const std::string field = member.field == nullptr ? "id" : member.field->getName().str();
            report_.error("reference-to-no-table", at, quoted(name) + " is no table, but a base of tables",
                          {report_.note(there, "the base is here"),
                           Report::hint("name the table that is meant: &" + model.record->getName().str() + "::" + field)});
            return;
        }
        report_.error("reference-to-no-table", at, quoted(name) + " is no table",
                      {report_.note(there, "give it a table: struct [[db::table(\"...\")]] " + name)});
    }

    std::optional<Target> read_target_text(const Arguments& given, std::size_t i, const std::string& text) {
        const std::size_t dot = text.rfind('.');
        if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) {
            report_.error("bad-reference", given.range(i), quoted(text) + " is no column of a table",
                          {Report::hint("write \"users.id\", or \"auth.users.id\" for a table in a schema, or &User::id")});
            return std::nullopt;
        }
        const std::string table = text.substr(0, dot);
        const std::string column = text.substr(dot + 1);
        const Model* target = reading_.find_table(table);
        if (target == nullptr) {
            std::vector<std::string> keys;
            for (const Model& model : reading_.models) keys.push_back(model.key());
            const std::string_view near = nearest(table, {keys.begin(), keys.end()});
            report_.error("reference-to-no-table", given.range(i), "there is no table " + quoted(table),
                          {Report::hint(near.empty() ? "a table is a struct with db::table, in one of the headers"
                                                     : "did you mean " + quoted(near) + "?")});
            return std::nullopt;
        }
        const ModelColumn* found = find_column(*target, column);
        if (found != nullptr) return Target{target, found};
        refuse_column(reading_, *target, given.range(i), column);
        return std::nullopt;
    }

    const schema::Column& column_of(const ModelColumn& column) const { return *table_.columns.find(column.name); }

    /// The same kind of type, whatever its width or length: engines compare those.
    bool have_one_type(std::size_t i, clang::SourceRange at) {
        const ModelColumn& own = *columns_[i];
        const schema::Type& from = column_of(own).type;
        const schema::Type& to = target_->table.columns.find(targets_[i]->name)->type;
        bool same = from.kind.index() == to.kind.index() && from.array == to.array;
        if (std::holds_alternative<schema::Enumeration>(from.kind) || std::holds_alternative<schema::Timestamp>(from.kind))
            same = from == to;
        if (same) return true;
        report_.error("reference-type", at,
                      quoted(own.name) + " is " + schema::to_string(from) + ", and the column referred to, " + quoted(targets_[i]->name) +
                          ", is " + schema::to_string(to),
                      {report_.note(type_range(*own.field), quoted(own.name) + " is here"),
                       report_.note(type_range(*targets_[i]->field), quoted(targets_[i]->name) + " is here"),
                       Report::hint("give both one kind of type; its width or length may differ")});
        return false;
    }

    bool add() {
        schema::ForeignKey key;
        const std::optional<schema::Action> on_delete = read_action(delete_action);
        const std::optional<schema::Action> on_update = read_action(update_action);
        const std::optional<schema::Deferrability> deferrability = read_deferrability();
        const std::optional<std::string> name = said_.given.text(Option::name);
        const std::optional<std::string> comment = said_.given.text(Option::comment);
        if (!on_delete || !on_update || !deferrability || !name || !comment) return false;
        key.on_delete = *on_delete;
        key.on_update = *on_update;
        key.deferrability = *deferrability;
        for (const ModelColumn* column : columns_) key.columns.push_back(column->name);
        key.name = name->empty() ? schema::foreign_key_name(table_.name, key.columns) : *name;
        key.referred_table = target_->table.name;
        for (const ModelColumn* column : targets_) key.referred_columns.push_back(column->name);
        key.not_valid = said_.given.has(Option::not_valid);
        key.comment = *comment;
        if (!all_.names.is_new(said_, table_.foreign_keys, key)) return false;
        if (!all_.names.claim(said_, key.name, ConstraintNames::Kind::constraint)) return false;
        all_.references.push_back({target_, key.referred_columns, at_});
        table_.foreign_keys.add(std::move(key));
        return true;
    }

    /// An attribute beside db::references, where it stands on a member; nullptr: none. Both: refused, and nullopt.
    std::optional<const Use*> find_beside(const Beside& what) {
        const Use* beside = said_.member == nullptr ? nullptr : reading_.find_use(said_.member->field, what.attribute);
        const Argument* inside = said_.given.find(what.option);
        if (beside == nullptr || inside == nullptr) return beside;
        report_.error("said-twice", beside->range(), "'db::" + beside->name + "' stands inside 'db::references' and beside it",
                      {report_.note(inside->range, "the other is here"), Report::hint("take one of them away")});
        return std::nullopt;
    }

    std::optional<schema::Deferrability> read_deferrability() {
        bool is_said[2] = {};
        for (const Beside* what : {&is_deferrable, &is_initially_deferred}) {
            const std::optional<const Use*> beside = find_beside(*what);
            if (!beside || (*beside != nullptr && !Arguments(reading_, **beside, Place::member).none())) return std::nullopt;
            is_said[what == &is_initially_deferred] = *beside != nullptr || said_.given.has(what->option);
        }
        // INITIALLY DEFERRED is deferrable, as in SQL.
        if (is_said[1]) return schema::Deferrability::initially_deferred;
        return is_said[0] ? schema::Deferrability::deferrable : schema::Deferrability::not_deferrable;
    }

    std::optional<schema::Action> read_action(const Beside& what) {
        const std::optional<const Use*> beside = find_beside(what);
        if (!beside) return std::nullopt;
        if (*beside != nullptr) return read_action(Arguments(reading_, **beside, Place::member), what);
        if (!said_.given.has(what.option)) return schema::Action::no_action;
        return read_action(said_.given.inside(what.option), what);
    }

    std::optional<schema::Action> read_action(const Arguments& given, const Beside& what) {
        static constexpr std::pair<std::string_view, schema::Action> actions[] = {{"cascade", schema::Action::cascade},
                                                                                  {"restrict", schema::Action::restrict},
                                                                                  {"set_null", schema::Action::set_null},
                                                                                  {"set_default", schema::Action::set_default},
                                                                                  {"no_action", schema::Action::no_action}};
        if (!given.between(1, 1)) return std::nullopt;
        const auto* word = std::get_if<Word>(&given.at(0).value);
        if (word == nullptr || word->parentheses) {
            given.refuse();
            return std::nullopt;
        }
        std::vector<std::string_view> names;
        for (const auto& [name, action] : actions) {
            if (name == word->name) return can_act(given.range(), action, what) ? std::optional(action) : std::nullopt;
            names.push_back(name);
        }
        const std::string_view near = nearest(word->name, names);
        report_.error("unknown-action", given.range(0), quoted("db::" + word->name) + " is no action",
                      {Report::hint("the actions are db::cascade, db::restrict, db::set_null, db::set_default and db::no_action")},
                      near.empty() ? std::vector<generator::FixIt>() : report_.replace(given.range(0), "db::" + std::string(near)));
        return std::nullopt;
    }

    /// Whether each column can become what the action makes of it.
    bool can_act(clang::SourceRange at, schema::Action action, const Beside& what) {
        const bool writes = action == schema::Action::set_null || action == schema::Action::set_default ||
                            (action == schema::Action::cascade && what.option == Option::on_update);
        for (const ModelColumn* own : columns_) {
            const schema::Column& column = column_of(*own);
            if (writes && column.computed) {
                report_.error(
                    "action-on-computed", at, quoted(column.name) + " is computed, and can't be set to another value",
                    {report_.note(type_range(*own->field), quoted(column.name) + " is here"), Report::hint("choose another action")});
                return false;
            }
            if (action == schema::Action::set_null && !column.nullable) {
                report_.error("set-null-on-not-null", at, quoted(column.name) + " can't become NULL",
                              {report_.note(type_range(*own->field), "wrap its type in std::optional, or choose another action")});
                return false;
            }
            if (action == schema::Action::set_default && !column.default_value) {
                report_.error("set-default-without-default", at, quoted(column.name) + " has no default that it could be set to",
                              {report_.note(type_range(*own->field), "give it one: db::default_value(...), or choose another action")});
                return false;
            }
        }
        return true;
    }

    ConstraintReading& all_;
    const Reading& reading_;
    Report& report_;
    const Said& said_;
    schema::Table& table_;
    std::vector<const ModelColumn*> columns_;
    const Model* target_ = nullptr;
    std::vector<const ModelColumn*> targets_;
    clang::SourceRange at_;
};

/// Every row has its own values in these columns, and every engine knows it: no condition, no expression, no database without it.
bool is_unique_index(const schema::Index& index, const std::vector<std::string>& columns) {
    if (!index.unique || !index.where.empty() || !index.only.empty()) return false;
    std::vector<std::string> keys;
    for (const schema::IndexKey& key : index.keys) {
        if (const auto* column = std::get_if<std::string>(&key.of)) keys.push_back(*column);
    }
    return keys.size() == index.keys.size() && same_columns(keys, columns);
}

/// Why no foreign key can refer to the columns; empty: one can.
std::string why_no_key(const schema::Table& table, const std::vector<std::string>& columns, std::string& hint) {
    if (table.primary_key && same_columns(table.primary_key->columns, columns)) return "";
    const schema::Unique* deferred = nullptr;
    for (const schema::Unique& unique : table.uniques) {
        if (!same_columns(unique.columns, columns)) continue;
        if (unique.deferrability == schema::Deferrability::not_deferrable) return "";
        deferred = &unique;
    }
    for (const schema::Index& index : table.indexes) {
        if (is_unique_index(index, columns)) return "";
    }
    if (deferred != nullptr) {
        hint = "no database refers to a constraint that may be broken until the end of a transaction: take db::deferrable away from it";
        return quoted(deferred->name) + " is deferrable";
    }
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column;
    hint = columns.size() == 1 ? "a reference leads to one row: add db::unique there, or refer to the primary key"
                               : "a reference leads to one row: add db::unique(&T::a, &T::b) there, or refer to the primary key";
    return quoted(schema::to_string(table.name)) + " has neither a primary key nor a unique constraint on (" + list + ")";
}

}  // namespace

bool read_reference(ConstraintReading& all, const Said& said) {
    return ForeignKeyReader(all, said).read_member();
}

bool read_foreign_key(ConstraintReading& all, const Said& said) {
    return ForeignKeyReader(all, said).read_struct();
}

void refuse_options_of_no_reference(ConstraintReading& all, const ModelColumn& member) {
    const Reading& reading = all.reading;
    if (reading.find_use(member.field, Attribute::references) != nullptr) return;
    for (const Beside* what : {&delete_action, &update_action, &is_deferrable, &is_initially_deferred}) {
        const Use* use = reading.find_use(member.field, what->attribute);
        if (use == nullptr) continue;
        const bool is_action = what == &delete_action || what == &update_action;
        std::vector<generator::Diagnostic> notes = {Report::hint("add db::references(&T::id)")};
        if (!is_action && reading.find_use(member.field, Attribute::unique) != nullptr) {
            notes = {Report::hint("write it inside db::unique, if that is meant: db::unique(db::" + use->name + ")")};
        }
        reading.report.error("action-without-reference", use->range(),
                             "'db::" + use->name + "' says " +
                                 (is_action ? "what happens when the row referred to goes" : "when a reference is checked") + ", and " +
                                 quoted(member.name) + " refers to none",
                             std::move(notes));
    }
}

void check_references(const ConstraintReading& all) {
    for (const Reference& reference : all.references) {
        if (all.mistaken.count(reference.to) != 0) continue;
        std::string hint;
        const std::string why = why_no_key(reference.to->table, reference.columns, hint);
        if (why.empty()) continue;
        const clang::SourceRange there = name_range(*reference.to->record);
        all.reading.report.error("reference-to-no-key", reference.at, why,
                                 {all.reading.report.note(there, "the table is here"), Report::hint(hint)});
    }
}

}  // namespace aludel::frontend
