#include <aludel/schema/change.h>

#include <fmt/format.h>

#include "conversion.h"
#include "describe_parts.h"

namespace aludel::schema {

namespace {

struct ValueText {
    std::string operator()(const Null&) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(const std::string& value) const { return '\'' + value + '\''; }
    std::string operator()(const Blob& value) const { return fmt::format("{} bytes", value.size()); }
};

struct DefaultText {
    std::string operator()(const Value& value) const { return std::visit(ValueText{}, value); }
    std::string operator()(Portable) const { return "now"; }
    std::string operator()(const Expression& expression) const { return describe(expression); }
};

const char* word(Action action) {
    switch (action) {
        case Action::no_action:
            return "no action";
        case Action::restrict:
            return "restrict";
        case Action::cascade:
            return "cascade";
        case Action::set_null:
            return "set null";
        case Action::set_default:
            return "set default";
    }
    return "?";
}

std::string deferral(Deferrability deferrability) {
    switch (deferrability) {
        case Deferrability::not_deferrable:
            return "";
        case Deferrability::deferrable:
            return ", deferrable";
        case Deferrability::initially_deferred:
            return ", initially deferred";
    }
    return "";
}

std::string only_on(const std::vector<std::string>& dialects) {
    return dialects.empty() ? "" : fmt::format(", only on {}", joined(dialects, " and "));
}

std::string including(const std::vector<std::string>& columns) {
    return columns.empty() ? "" : fmt::format(" including ({})", joined(columns));
}

struct ConstraintText {
    std::string operator()(const PrimaryKey& key) const { return fmt::format("primary key {} ({})", key.name, joined(key.columns)); }
    std::string operator()(const Unique& unique) const {
        return fmt::format("unique {} ({}){}{}{}", unique.name, joined(unique.columns), including(unique.include),
                           unique.nulls_not_distinct ? ", nulls not distinct" : "", deferral(unique.deferrability));
    }
    std::string operator()(const ForeignKey& key) const {
        std::string text = fmt::format("foreign key {} ({}) to {} ({})", key.name, joined(key.columns), to_string(key.referred_table),
                                       joined(key.referred_columns));
        if (key.on_delete != Action::no_action) text += fmt::format(", on delete {}", word(key.on_delete));
        if (key.on_update != Action::no_action) text += fmt::format(", on update {}", word(key.on_update));
        return text + deferral(key.deferrability) + (key.not_valid ? ", not valid" : "");
    }
    std::string operator()(const Check& check) const {
        return fmt::format("check {} ({}){}{}", check.name, describe(check.expression), check.not_valid ? ", not valid" : "",
                           only_on(check.only));
    }
};

std::string default_of(const Column& column) {
    return column.default_value ? describe(*column.default_value) : "none";
}

std::string identity_of(const Column& column) {
    if (!column.identity) return "no identity";
    std::string text = column.identity->always ? "identity always" : "identity";
    if (column.identity->start) text += fmt::format(" from {}", *column.identity->start);
    if (column.identity->increment) text += fmt::format(" by {}", *column.identity->increment);
    return text;
}

std::string computed_of(const Column& column) {
    if (!column.computed) return "not computed";
    return fmt::format("computed as {}{}", describe(column.computed->expression), column.computed->stored ? ", stored" : "");
}

const char* comment_part(const std::string& after) {
    return after.empty() ? "no comment" : "comment";
}

const char* word(AlterComment::Of of) {
    switch (of) {
        case AlterComment::Of::constraint:
            return "constraint";
        case AlterComment::Of::index:
            return "index";
        case AlterComment::Of::view:
            return "view";
    }
    return "?";
}

std::vector<std::string> alterations(const AlterColumn& change) {
    std::vector<std::string> parts;
    const Column& before = change.before;
    const Column& after = change.after;
    if (change.fields.type) parts.push_back(fmt::format("type {} to {}", to_string(before.type), to_string(after.type)));
    if (change.fields.nullable) parts.emplace_back(after.nullable ? "nullable" : "not null");
    if (change.fields.default_value) parts.push_back(fmt::format("default {} to {}", default_of(before), default_of(after)));
    if (change.fields.identity) parts.push_back(identity_of(after));
    if (change.fields.computed) parts.push_back(computed_of(after));
    if (change.fields.collation) {
        parts.push_back(after.collation.empty() ? "default collation" : fmt::format("collation {}", describe(after.collation)));
    }
    if (change.fields.comment) parts.emplace_back(comment_part(after.comment));
    return parts;
}

struct ChangeText {
    std::string operator()(const CreateTable& change) const { return fmt::format("create table {}", to_string(change.table.name)); }
    std::string operator()(const DropTable& change) const { return fmt::format("drop table {}", to_string(change.table.name)); }
    std::string operator()(const RenameTable& change) const {
        return fmt::format("rename table {} to {}", to_string(change.from), to_string(change.to));
    }
    std::string operator()(const AlterTable& change) const {
        std::vector<std::string> parts;
        if (change.before.comment != change.after.comment) parts.emplace_back(comment_part(change.after.comment));
        if (change.before.strict != change.after.strict) parts.emplace_back(change.after.strict ? "strict" : "not strict");
        if (change.before.without_rowid != change.after.without_rowid) {
            parts.emplace_back(change.after.without_rowid ? "without rowid" : "with rowid");
        }
        return fmt::format("alter table {}: {}", to_string(change.table), joined(parts));
    }
    std::string operator()(const AddColumn& change) const {
        return fmt::format("add {} {}{}", to_string(change.table, change.column.name), describe(change.column),
                           change.fill.empty() ? "" : fmt::format(", existing rows get {}", describe(change.fill)));
    }
    std::string operator()(const DropColumn& change) const { return fmt::format("drop {}", to_string(change.table, change.column.name)); }
    std::string operator()(const RenameColumn& change) const {
        return fmt::format("rename {} to {}", to_string(change.table, change.from), change.to);
    }
    std::string operator()(const AlterColumn& change) const {
        std::string text = fmt::format("alter {}: {}", to_string(change.table, change.after.name), joined(alterations(change)));
        if (!change.fill.empty()) text += fmt::format(", nulls become {}", describe(change.fill));
        if (!change.convert.empty()) text += fmt::format(", values become {}", describe(change.convert));
        return text;
    }
    std::string operator()(const AddConstraint& change) const {
        return fmt::format("add to {} {}", to_string(change.table), describe(change.constraint));
    }
    std::string operator()(const DropConstraint& change) const {
        return fmt::format("drop from {} {}", to_string(change.table), describe(change.constraint));
    }
    std::string operator()(const RenameConstraint& change) const {
        return fmt::format("rename constraint {} to {}", to_string(change.table, change.from), change.to);
    }
    std::string operator()(const CreateIndex& change) const {
        return fmt::format("create on {} {}", to_string(change.table), describe(change.index));
    }
    std::string operator()(const DropIndex& change) const {
        return fmt::format("drop index {}", to_string(change.table, change.index.name));
    }
    std::string operator()(const RenameIndex& change) const {
        return fmt::format("rename index {} to {}", to_string(change.table, change.from), change.to);
    }
    std::string operator()(const CreateEnum& change) const { return fmt::format("create enum {}", to_string(change.type.name)); }
    std::string operator()(const DropEnum& change) const { return fmt::format("drop enum {}", to_string(change.type.name)); }
    std::string operator()(const AlterEnum& change) const {
        std::vector<std::string> parts;
        const auto find = [](const Enum& type, const std::string& name) -> const EnumValue* {
            for (const EnumValue& value : type.values) {
                if (value.name == name) return &value;
            }
            return nullptr;
        };
        const bool numbers_count = change.before.storage == EnumStorage::integer && change.after.storage == EnumStorage::integer;
        for (const EnumValue& value : change.after.values) {
            const EnumValue* old = find(change.before, value.name);
            if (old == nullptr) {
                parts.push_back("add " + value.name);
            } else if (numbers_count && old->number != value.number) {
                parts.push_back(fmt::format("{} is {} instead of {}", value.name, value.number, old->number));
            }
        }
        for (const EnumValue& value : change.before.values) {
            if (find(change.after, value.name) == nullptr) parts.push_back("remove " + value.name);
        }
        if (change.before.storage != change.after.storage) parts.emplace_back("storage");
        const bool comment = change.before.comment != change.after.comment;
        if (parts.empty() && (change.before.values != change.after.values || !comment)) parts.emplace_back("order");
        if (comment) parts.emplace_back(comment_part(change.after.comment));
        return fmt::format("alter enum {}: {}", to_string(change.after.name), joined(parts));
    }
    std::string operator()(const RenameEnum& change) const {
        return fmt::format("rename enum {} to {}", to_string(change.from), to_string(change.to));
    }
    std::string operator()(const RenameEnumValue& change) const {
        return fmt::format("rename the value {} to {}", to_string(change.type, change.from), change.to);
    }
    std::string operator()(const CreateView& change) const { return fmt::format("create view {}", to_string(change.view.name)); }
    std::string operator()(const DropView& change) const { return fmt::format("drop view {}", to_string(change.view.name)); }
    std::string operator()(const CreateSequence& change) const {
        return fmt::format("create sequence {}", to_string(change.sequence.name));
    }
    std::string operator()(const DropSequence& change) const { return fmt::format("drop sequence {}", to_string(change.sequence.name)); }
    std::string operator()(const AlterSequence& change) const {
        std::vector<std::string> parts;
        const auto number = [&](const char* word, const std::optional<std::int64_t>& before, const std::optional<std::int64_t>& after) {
            if (before != after) parts.push_back(after ? fmt::format("{} {}", word, *after) : fmt::format("no {}", word));
        };
        number("start", change.before.start, change.after.start);
        number("increment", change.before.increment, change.after.increment);
        number("minimum", change.before.minimum, change.after.minimum);
        number("maximum", change.before.maximum, change.after.maximum);
        if (change.before.cycle != change.after.cycle) parts.emplace_back(change.after.cycle ? "cycle" : "no cycle");
        if (change.before.only != change.after.only) parts.emplace_back("databases");
        if (change.before.comment != change.after.comment) parts.emplace_back(comment_part(change.after.comment));
        return fmt::format("alter sequence {}: {}", to_string(change.after.name), joined(parts));
    }
    std::string operator()(const CreateOpaque& change) const {
        return fmt::format("create {} {}", change.object.kind, to_string(change.object.name));
    }
    std::string operator()(const DropOpaque& change) const {
        return fmt::format("drop {} {}", change.object.kind, to_string(change.object.name));
    }
    std::string operator()(const AlterComment& change) const {
        const std::string object = change.part.empty() ? to_string(change.object) : to_string(change.object, change.part);
        return fmt::format("alter {} {}: {}", word(change.of), object, comment_part(change.after));
    }
};

struct Destroys {
    bool operator()(const CreateTable&) const { return false; }
    bool operator()(const DropTable&) const { return true; }
    bool operator()(const RenameTable&) const { return false; }
    bool operator()(const AlterTable&) const { return false; }
    bool operator()(const AddColumn&) const { return false; }
    bool operator()(const DropColumn& change) const { return !change.column.computed; }
    bool operator()(const RenameColumn&) const { return false; }
    bool operator()(const AlterColumn& change) const {
        if (!change.before.computed && change.after.computed) return true;
        if (!change.convert.empty()) return true;
        const Conversion values = conversion(change.before.type, change.after.type);
        return values == Conversion::narrowing || values == Conversion::none;
    }
    bool operator()(const AddConstraint&) const { return false; }
    bool operator()(const DropConstraint&) const { return false; }
    bool operator()(const RenameConstraint&) const { return false; }
    bool operator()(const CreateIndex&) const { return false; }
    bool operator()(const DropIndex&) const { return false; }
    bool operator()(const RenameIndex&) const { return false; }
    bool operator()(const CreateEnum&) const { return false; }
    bool operator()(const DropEnum&) const { return false; }
    bool operator()(const AlterEnum&) const { return false; }
    bool operator()(const RenameEnum&) const { return false; }
    bool operator()(const RenameEnumValue&) const { return false; }
    bool operator()(const CreateView&) const { return false; }
    bool operator()(const DropView&) const { return false; }
    bool operator()(const CreateSequence&) const { return false; }
    bool operator()(const DropSequence&) const { return true; }  // the number it has come to
    bool operator()(const AlterSequence&) const { return false; }
    bool operator()(const CreateOpaque&) const { return false; }
    bool operator()(const DropOpaque& change) const { return holds_rows(change.object); }
    bool operator()(const AlterComment&) const { return false; }
};

}  // namespace

std::string joined(const std::vector<std::string>& items, const char* separator) {
    return fmt::format("{}", fmt::join(items, separator));
}

std::string describe(const Expression& expression) {
    if (!expression.sql.empty() || expression.dialects.empty()) return expression.sql;
    return expression.dialects.begin()->second;
}

std::string describe(const Default& value) {
    return std::visit(DefaultText{}, value);
}

std::string describe(const Column& column) {
    std::string text = to_string(column.type);
    if (column.nullable) text += ", nullable";
    if (column.default_value) text += ", default " + describe(*column.default_value);
    if (column.identity) text += ", " + identity_of(column);
    if (column.computed) text += ", " + computed_of(column);
    if (!column.collation.empty()) text += ", collation " + describe(column.collation);
    return text;
}

std::string describe(const Constraint& constraint) {
    return std::visit(ConstraintText{}, constraint);
}

std::string describe(const Index& index) {
    std::vector<std::string> keys;
    for (const IndexKey& key : index.keys) {
        const auto* column = std::get_if<std::string>(&key.of);
        std::string text = column != nullptr ? *column : describe(std::get<Expression>(key.of));
        if (!key.collation.empty()) text += " collate " + key.collation;
        if (!key.operator_class.empty()) text += ' ' + key.operator_class;
        if (key.descending) text += " desc";
        if (key.nulls != NullsOrder::engine_default) text += key.nulls == NullsOrder::first ? " nulls first" : " nulls last";
        keys.push_back(std::move(text));
    }
    return fmt::format("{}index {} ({}){}{}{}", index.unique ? "unique " : "", index.name, joined(keys), including(index.include),
                       index.where.empty() ? "" : " where " + describe(index.where), only_on(index.only));
}

std::string describe(const Change& change) {
    return std::visit(ChangeText{}, change);
}

bool destroys_data(const Change& change) {
    return std::visit(Destroys{}, change);
}

}  // namespace aludel::schema
