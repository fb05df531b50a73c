#include <aludel/schema/naming.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "model.h"
#include "spelling.h"

namespace aludel::frontend {
namespace {

/// The columns of a table that stand as words in a piece of SQL, in its order, each once.
std::vector<std::string> columns_in(const std::string& sql, const schema::Table& table) {
    std::vector<std::string> found;
    const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (std::size_t i = 0; i < sql.size();) {
        if (sql[i] == '\'') {  // text that only looks like a name
            i = sql.find('\'', i + 1);
            if (i == std::string::npos) break;
            ++i;
        } else if (in_word(sql[i])) {
            const std::size_t start = i;
            while (i < sql.size() && in_word(sql[i])) ++i;
            const std::string word = sql.substr(start, i - start);
            if (table.columns.contains(word) && std::find(found.begin(), found.end(), word) == found.end()) found.push_back(word);
        } else {
            ++i;
        }
    }
    return found;
}

class ConstraintReader {
public:
    ConstraintReader(Reading& reading, Model& model) : reading_(reading), report_(reading.report), model_(model), table_(model.table) {}

    void read() {
        for (const ModelColumn& column : model_.columns) {
            for (const Use* use : reading_.uses_of(column.field)) read_member(*use, column);
            check_actions(column);
        }
        for (const Use* use : reading_.uses_of(model_.record)) read_struct(*use);
        // A base's own attributes hold for every table that inherits from it.
        read_bases(*model_.record);
    }

private:
    void read_bases(const clang::CXXRecordDecl& record) {
        for (const clang::CXXBaseSpecifier& base : record.bases()) {
            const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
            if (type == nullptr || type->getDefinition() == nullptr) continue;
            type = type->getDefinition();
            if (reading_.find_use(type, Attribute::table) != nullptr) continue;
            for (const Use* use : reading_.uses_of(type)) {
                if (use->kind->attribute == Attribute::renamed_from) {
                    report_.error("misplaced-attribute", use->range(), "'db::renamed_from' stands on a struct that is no table",
                                  {Report::hint("it belongs on the struct with db::table, or on a member")});
                } else {
                    read_struct(*use);
                }
            }
            read_bases(*type);
        }
    }

    void read_member(const Use& use, const ModelColumn& column) {
        const Arguments given(reading_, use, Place::member);
        switch (use.kind->attribute) {
            case Attribute::primary_key:
                if (given.none()) set_primary_key(use, {column.name});
                break;
            case Attribute::unique:
                if (given.none()) add_unique(use, {column.name});
                break;
            case Attribute::index:
                if (given.none()) add_index(use, {column.name});
                break;
            case Attribute::check:
                read_check(use, given, column.name);
                break;
            case Attribute::references:
                read_reference(use, given, column);
                break;
            default:  // read with the column, or with its reference
                break;
        }
    }

    void read_struct(const Use& use) {
        const Arguments given(reading_, use, Place::structure);
        switch (use.kind->attribute) {
            case Attribute::primary_key:
                if (const auto columns = read_columns(use, given)) set_primary_key(use, *columns);
                break;
            case Attribute::unique:
                if (const auto columns = read_columns(use, given)) add_unique(use, *columns);
                break;
            case Attribute::index:
                if (const auto columns = read_columns(use, given)) add_index(use, *columns);
                break;
            case Attribute::check:
                read_check(use, given, "");
                break;
            default:  // read with the table
                break;
        }
    }

    /// `&T::a, &T::b` or "a", "b".
    std::optional<std::vector<std::string>> read_columns(const Use& use, const Arguments& given) {
        if (given.failed()) return std::nullopt;
        if (given.count() == 0) {
            given.refuse();
            return std::nullopt;
        }
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < given.count(); ++i) {
            const std::optional<std::string> column = read_column(given, i);
            if (!column) return std::nullopt;
            if (std::find(columns.begin(), columns.end(), *column) != columns.end()) {
                report_.error("column-repeated", given.range(i), quoted(*column) + " stands twice in 'db::" + use.name + "'");
                return std::nullopt;
            }
            columns.push_back(*column);
        }
        return columns;
    }

    std::optional<std::string> read_column(const Arguments& given, std::size_t index) {
        const Constant constant = given.constant(index);
        if (const auto* member = std::get_if<Member>(&constant)) {
            const ModelColumn* column = member->field == nullptr ? nullptr : model_.find(member->field);
            if (column != nullptr) return column->name;
            if (member->field != nullptr && has_member(*model_.record, *member->field)) return std::nullopt;  // said where it stands
            report_.error("no-column", given.range(index),
                          quoted(report_.text(given.range(index))) + " is no column of " + quoted(model_.key()),
                          {report_.note(name_range(*model_.record), "the table is here")});
            return std::nullopt;
        }
        if (const auto* name = std::get_if<std::string>(&constant)) {
            if (table_.columns.contains(*name)) return *name;
            refuse_column(given.range(index), *name, model_);
            return std::nullopt;
        }
        given.refuse();
        return std::nullopt;
    }

    static bool has_member(const clang::CXXRecordDecl& record, const clang::FieldDecl& field) {
        if (field.getParent()->getCanonicalDecl() == record.getCanonicalDecl()) return true;
        return std::any_of(record.bases_begin(), record.bases_end(), [&](const clang::CXXBaseSpecifier& base) {
            const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
            return type != nullptr && type->getDefinition() != nullptr && has_member(*type->getDefinition(), field);
        });
    }

    void refuse_column(clang::SourceRange at, const std::string& name, const Model& model) {
        std::vector<std::string_view> names;
        for (const ModelColumn& column : model.columns) names.push_back(column.name);
        const std::string_view near = nearest(name, names);
        std::vector<generator::Diagnostic> notes;
        if (!near.empty()) notes.push_back(Report::hint("did you mean " + quoted(near) + "?"));
        notes.push_back(report_.note(name_range(*model.record), "the table is here"));
        report_.error("no-column", at, quoted(model.key()) + " has no column " + quoted(name), std::move(notes));
    }

    void set_primary_key(const Use& use, std::vector<std::string> columns) {
        if (primary_key_ != nullptr) {
            report_.error("two-primary-keys", use.range(), "the table " + quoted(model_.key()) + " has two primary keys",
                          {report_.note(primary_key_->range(), "the first is here"),
                           Report::hint("a key of several columns is said on the struct: db::primary_key(&T::a, &T::b)")});
            return;
        }
        primary_key_ = &use;
        for (const std::string& name : columns) {
            const schema::Column& column = *table_.columns.find(name);
            if (!column.nullable) continue;
            report_.error("nullable-key", use.range(), quoted(name) + " may be NULL, and a column of the primary key may not",
                          {Report::hint("take std::optional away: a row has a key from its first moment")});
            return;
        }
        schema::PrimaryKey key = {.name = schema::primary_key_name(table_.name), .columns = std::move(columns)};
        locate(key.name, use);
        table_.primary_key = std::move(key);
    }

    void add_unique(const Use& use, std::vector<std::string> columns) {
        schema::Unique unique;
        unique.name = schema::unique_name(table_.name, columns);
        unique.columns = std::move(columns);
        if (is_new(unique.name, use)) table_.uniques.add(std::move(unique));
    }

    void add_index(const Use& use, const std::vector<std::string>& columns) {
        schema::Index index;
        index.name = schema::index_name(table_.name, columns);
        for (const std::string& column : columns) {
            schema::IndexKey key;
            key.of = column;
            index.keys.push_back(std::move(key));
        }
        if (is_new(index.name, use)) table_.indexes.add(std::move(index));
    }

    void read_check(const Use& use, const Arguments& given, const std::string& column) {
        if (!given.between(1, 2)) return;
        schema::Check check;
        const std::optional<std::string> sql = given.string(given.count() - 1);
        if (!sql) return;
        check.expression.sql = *sql;
        if (given.count() == 2) {
            const std::optional<std::string> name = given.string(0);
            if (!name) return;
            check.name = *name;
            if (is_new(check.name, use)) table_.checks.add(std::move(check));
            return;
        }
        std::string what = column;
        if (what.empty()) {
            for (const std::string& name : columns_in(*sql, table_)) what += (what.empty() ? "" : "_") + name;
            if (what.empty()) what = "row";
        }
        check.name = schema::check_name(table_.name, what);
        for (int n = 2; table_.checks.contains(check.name); ++n)
            check.name = schema::check_name(table_.name, what + "_" + std::to_string(n));
        locate(check.name, use);
        table_.checks.add(std::move(check));
    }

    /// The table and the column that a reference leads to.
    std::optional<std::pair<const Model*, std::string>> read_target(const Arguments& given) {
        const Constant constant = given.constant(0);
        if (const auto* member = std::get_if<Member>(&constant)) {
            const Model* target = reading_.find_model(member->record);
            if (target == nullptr) {
                if (member->record == nullptr || reading_.find_use(member->record, Attribute::table) == nullptr) {
                    refuse_target(given, *member);
                }
                return std::nullopt;
            }
            const ModelColumn* column = member->field == nullptr ? nullptr : target->find(member->field);
            if (column != nullptr) return std::pair(target, column->name);
            if (member->field != nullptr && has_member(*target->record, *member->field)) return std::nullopt;  // said where it stands
            report_.error("no-column", given.range(0), quoted(report_.text(given.range(0))) + " is no column of " + quoted(target->key()),
                          {report_.note(name_range(*target->record), "the table is here")});
            return std::nullopt;
        }
        if (const auto* text = std::get_if<std::string>(&constant)) return read_target_text(given, *text);
        given.refuse();
        return std::nullopt;
    }

    void refuse_target(const Arguments& given, const Member& member) {
        std::vector<generator::Diagnostic> notes;
        const std::string name = member.record == nullptr ? "" : member.record->getName().str();
        if (member.record != nullptr) {
            notes.push_back(report_.note(name_range(*member.record), "give it a table: struct [[db::table(\"...\")]] " + name));
        }
        report_.error("reference-to-no-table", given.range(0), quoted(name) + " is no table", std::move(notes));
    }

    std::optional<std::pair<const Model*, std::string>> read_target_text(const Arguments& given, const std::string& text) {
        const std::size_t dot = text.rfind('.');
        if (dot == std::string::npos) {
            given.refuse();
            return std::nullopt;
        }
        const std::string table = text.substr(0, dot);
        const std::string column = text.substr(dot + 1);
        const Model* target = reading_.find_table(table);
        if (target == nullptr) {
            std::vector<std::string> keys;
            for (const Model& model : reading_.models) keys.push_back(model.key());
            const std::string_view near = nearest(table, {keys.begin(), keys.end()});
            std::vector<generator::Diagnostic> notes;
            if (!near.empty()) notes.push_back(Report::hint("did you mean " + quoted(near) + "?"));
            report_.error("reference-to-no-table", given.range(0), "there is no table " + quoted(table), std::move(notes));
            return std::nullopt;
        }
        for (const ModelColumn& other : target->columns) {
            if (other.name == column) return std::pair(target, column);
        }
        refuse_column(given.range(0), column, *target);
        return std::nullopt;
    }

    void read_reference(const Use& use, const Arguments& given, const ModelColumn& column) {
        if (!given.between(1, 1)) return;
        schema::ForeignKey key;
        key.on_delete = read_action(column, Attribute::on_delete);
        key.on_update = read_action(column, Attribute::on_update);
        const auto target = read_target(given);
        if (!target) return;
        key.columns = {column.name};
        key.name = schema::foreign_key_name(table_.name, key.columns);
        key.referred_table = target->first->table.name;
        key.referred_columns = {target->second};
        if (is_new(key.name, use)) table_.foreign_keys.add(std::move(key));
    }

    schema::Action read_action(const ModelColumn& column, Attribute attribute) {
        static constexpr std::pair<std::string_view, schema::Action> actions[] = {{"cascade", schema::Action::cascade},
                                                                                  {"restrict", schema::Action::restrict},
                                                                                  {"set_null", schema::Action::set_null},
                                                                                  {"set_default", schema::Action::set_default},
                                                                                  {"no_action", schema::Action::no_action}};
        const Use* use = reading_.find_use(column.field, attribute);
        if (use == nullptr) return schema::Action::no_action;
        const Arguments given(reading_, *use, Place::member);
        if (!given.between(1, 1)) return schema::Action::no_action;
        const Constant constant = given.constant(0);
        const auto* word = std::get_if<Word>(&constant);
        if (word == nullptr) {
            given.refuse();
            return schema::Action::no_action;
        }
        std::vector<std::string_view> names;
        for (const auto& [name, action] : actions) {
            if (name == word->name) {
                check_set_null(*use, action, column);
                return action;
            }
            names.push_back(name);
        }
        const std::string_view near = nearest(word->name, names);
        report_.error("unknown-action", given.range(0), quoted("db::" + word->name) + " is no action",
                      {Report::hint("the actions are db::cascade, db::restrict, db::set_null, db::set_default and db::no_action")},
                      near.empty() ? std::vector<generator::FixIt>() : report_.replace(given.range(0), "db::" + std::string(near)));
        return schema::Action::no_action;
    }

    void check_set_null(const Use& use, schema::Action action, const ModelColumn& column) {
        if (action != schema::Action::set_null || column.type.nullable) return;
        report_.error("set-null-on-not-null", use.range(), quoted(column.name) + " can't become NULL",
                      {report_.note(type_range(*column.field), "wrap its type in std::optional, or choose another action")});
    }

    void check_actions(const ModelColumn& column) {
        if (reading_.find_use(column.field, Attribute::references) != nullptr) return;
        for (const Attribute attribute : {Attribute::on_delete, Attribute::on_update}) {
            const Use* use = reading_.find_use(column.field, attribute);
            if (use == nullptr) continue;
            report_.error(
                "action-without-reference", use->range(),
                "'db::" + use->name + "' says what happens when the row referred to goes, and " + quoted(column.name) + " refers to none",
                {Report::hint("add db::references(&T::id)")});
        }
    }

    bool is_new(const std::string& name, const Use& use) {
        const auto first = uses_.find(name);
        if (first == uses_.end()) {
            locate(name, use);
            return true;
        }
        report_.error("constraint-twice", use.range(), quoted(name) + " is defined twice",
                      {report_.note(first->second->range(), "the first is here")});
        return false;
    }

    void locate(const std::string& name, const Use& use) {
        uses_.emplace(name, &use);
        reading_.document.locations[model_.key() + "." + name] = report_.location(use.range());
    }

    Reading& reading_;
    Report& report_;
    Model& model_;
    schema::Table& table_;
    const Use* primary_key_ = nullptr;
    std::map<std::string, const Use*> uses_;  // of each constraint and index
};

}  // namespace

void read_constraints(Reading& reading, Model& model) {
    ConstraintReader(reading, model).read();
}

}  // namespace aludel::frontend
