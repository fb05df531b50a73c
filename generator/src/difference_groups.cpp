#include <aludel/generator/difference.h>

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/describe.h>

namespace aludel::generator {
namespace {

using schema::Name;
using schema::to_string;

/// In the order in which they are shown.
enum class Kind { table, enumeration, view, sequence, object };
enum class Part { options, column, constraint, index };

/// What stands behind the name in a sentence: "alter users.age: type integer to bigint" without "alter users.age: ".
std::string without(std::string sentence, const std::string& beginning) {
    if (sentence.starts_with(beginning)) sentence.erase(0, beginning.size());
    return sentence;
}

struct Line {
    Part part = Part::column;
    std::string subject = {};  ///< what it is about, as it is named at the end
    std::string was = {};      ///< of a rename: as it was named at the beginning
    DifferenceLine line = {};
};

struct Group {
    Kind kind = Kind::table;
    std::string name = {};  ///< as it is named at the end
    std::string was = {};   ///< as it was named at the beginning; empty: likewise
    DifferenceLine heading = {};
    std::vector<Line> lines = {};
};

class Grouping {
public:
    explicit Grouping(std::size_t& number) : number_(number) {}

    void operator()(const schema::CreateTable& change) {
        Group& group = new_group(Kind::table, to_string(change.table.name));
        head(group, Sign::added, "table " + group.name + options_of(change.table.options));
        parts_of(group, change.table, Sign::added);
    }
    void operator()(const schema::DropTable& change) {
        Group& group = new_group(Kind::table, to_string(change.table.name));
        head(group, Sign::removed, "table " + group.name);
        parts_of(group, change.table, Sign::removed);
    }
    void operator()(const schema::RenameTable& change) { rename_group(Kind::table, to_string(change.from), to_string(change.to)); }
    void operator()(const schema::AlterTable& change) {
        Group& group = group_of(Kind::table, to_string(change.table));
        add(group, Part::options, group.name, Sign::changed,
            without(schema::describe(change), fmt::format("alter table {}: ", group.name)));
    }
    void operator()(const schema::AddColumn& change) {
        Group& group = group_of(Kind::table, to_string(change.table));
        add(group, Part::column, change.column.name, Sign::added, without(schema::describe(change), fmt::format("add {}.", group.name)));
    }
    void operator()(const schema::DropColumn& change) {
        Group& group = group_of(Kind::table, to_string(change.table));
        add(group, Part::column, change.column.name, Sign::removed, column_text(change.column));
    }
    void operator()(const schema::RenameColumn& change) { rename(change.table, Part::column, change.from, change.to); }
    void operator()(const schema::AlterColumn& change) {
        Group& group = group_of(Kind::table, to_string(change.table));
        add(group, Part::column, change.after.name, Sign::changed, without(schema::describe(change), fmt::format("alter {}.", group.name)));
    }
    void operator()(const schema::AddConstraint& change) {
        add(group_of(Kind::table, to_string(change.table)), Part::constraint, name_of(change.constraint), Sign::added,
            describe(change.constraint));
    }
    void operator()(const schema::DropConstraint& change) {
        add(group_of(Kind::table, to_string(change.table)), Part::constraint, name_of(change.constraint), Sign::removed,
            describe(change.constraint));
    }
    void operator()(const schema::RenameConstraint& change) { rename(change.table, Part::constraint, change.from, change.to); }
    void operator()(const schema::CreateIndex& change) {
        add(group_of(Kind::table, to_string(change.table)), Part::index, change.index.name, Sign::added, describe(change.index));
    }
    void operator()(const schema::DropIndex& change) {
        add(group_of(Kind::table, to_string(change.table)), Part::index, change.index.name, Sign::removed, describe(change.index));
    }
    void operator()(const schema::RenameIndex& change) { rename(change.table, Part::index, change.from, change.to); }
    void operator()(const schema::CreateEnum& change) {
        Group& group = new_group(Kind::enumeration, to_string(change.type.name));
        head(group, Sign::added, "enum " + group.name);
        for (const schema::EnumValue& value : change.type.values) add_part(group, Part::column, Sign::added, value.name);
    }
    void operator()(const schema::DropEnum& change) {
        Group& group = new_group(Kind::enumeration, to_string(change.type.name));
        head(group, Sign::removed, "enum " + group.name);
        for (const schema::EnumValue& value : change.type.values) add_part(group, Part::column, Sign::removed, value.name);
    }
    void operator()(const schema::AlterEnum& change) {
        Group& group = group_of(Kind::enumeration, to_string(change.after.name));
        const auto missing_in = [](const schema::Enum& type) {
            return [&type](const schema::EnumValue& value) {
                return std::find(type.values.begin(), type.values.end(), value) == type.values.end();
            };
        };
        const std::size_t lines = group.lines.size();
        for (const schema::EnumValue& value : change.after.values)
            if (missing_in(change.before)(value)) add(group, Part::column, value.name, Sign::added, value.name);
        for (const schema::EnumValue& value : change.before.values)
            if (missing_in(change.after)(value)) add(group, Part::column, value.name, Sign::removed, value.name);
        if (change.before.storage != change.after.storage) add(group, Part::options, group.name, Sign::changed, "storage");
        const bool said = change.before.comment != change.after.comment;
        if (group.lines.size() == lines && (change.before.values != change.after.values || !said))
            add(group, Part::options, group.name, Sign::changed, "order");
        if (said) add(group, Part::options, group.name, Sign::changed, change.after.comment.empty() ? "no comment" : "comment");
    }
    void operator()(const schema::RenameEnum& change) { rename_group(Kind::enumeration, to_string(change.from), to_string(change.to)); }
    void operator()(const schema::RenameEnumValue& change) {
        rename(group_of(Kind::enumeration, to_string(change.type)), Part::column, change.from, change.to);
    }
    void operator()(const schema::CreateView& change) { whole(Kind::view, change.view.name, Sign::added, view_text(change.view)); }
    void operator()(const schema::DropView& change) { whole(Kind::view, change.view.name, Sign::removed, view_text(change.view)); }
    void operator()(const schema::CreateSequence& change) {
        whole(Kind::sequence, change.sequence.name, Sign::added, "sequence " + to_string(change.sequence.name));
    }
    void operator()(const schema::DropSequence& change) {
        whole(Kind::sequence, change.sequence.name, Sign::removed, "sequence " + to_string(change.sequence.name));
    }
    void operator()(const schema::AlterSequence& change) {
        whole(Kind::sequence, change.after.name, Sign::changed, without(schema::describe(change), "alter "));
    }
    void operator()(const schema::CreateOpaque& change) {
        whole(Kind::object, change.object.name, Sign::added, fmt::format("{} {}", change.object.kind, to_string(change.object.name)));
    }
    void operator()(const schema::DropOpaque& change) {
        whole(Kind::object, change.object.name, Sign::removed, fmt::format("{} {}", change.object.kind, to_string(change.object.name)));
    }
    void operator()(const schema::AlterComment& change) {
        const std::string text = without(schema::describe(change), "alter ");
        switch (change.of) {
            case schema::AlterComment::Of::constraint:
                return comment(change, Part::constraint, text);
            case schema::AlterComment::Of::index:
                return comment(change, Part::index, text);
            case schema::AlterComment::Of::view:
                return whole(Kind::view, change.object, Sign::changed, text);
        }
    }

    std::vector<DifferenceGroup> take() && {
        std::stable_sort(groups_.begin(), groups_.end(),
                         [](const Group& a, const Group& b) { return std::pair(a.kind, a.name) < std::pair(b.kind, b.name); });
        std::vector<DifferenceGroup> found;
        for (Group& group : groups_) found.push_back({heading_of(group), lines_of(group)});
        return found;
    }

private:
    static std::string column_text(const schema::Column& column) { return to_string(Name(column.name)) + ' ' + describe(column); }
    static std::string options_of(const schema::TableOptions& options) {
        return std::string(options.strict ? ", strict" : "") + (options.without_rowid ? ", without rowid" : "");
    }
    static std::string view_text(const schema::View& view) {
        return (view.materialized ? "materialized view " : "view ") + to_string(view.name);
    }

    Group& group_of(Kind kind, const std::string& name) {
        const auto found =
            std::find_if(groups_.rbegin(), groups_.rend(), [&](const Group& group) { return group.kind == kind && group.name == name; });
        if (found != groups_.rend()) return *found;
        return groups_.emplace_back(Group{kind, name, {}, {}, {}});
    }

    /// For what makes or drops the whole: never with another that did.
    Group& new_group(Kind kind, const std::string& name) {
        Group& group = group_of(kind, name);
        return group.heading.changes.empty() ? group : groups_.emplace_back(Group{kind, name, {}, {}, {}});
    }

    void head(Group& group, Sign sign, std::string text) { group.heading = {sign, std::move(text), {number_}}; }

    /// An object that is one line; of one that goes and comes again, two.
    void whole(Kind kind, const Name& name, Sign sign, std::string text) {
        groups_.push_back({kind, to_string(name), {}, {sign, std::move(text), {number_}}, {}});
    }

    /// "constraint uq_users_email: comment", below its table.
    void comment(const schema::AlterComment& change, Part part, const std::string& text) {
        Group& group = group_of(Kind::table, to_string(change.object));
        const std::string word = word_of(part);
        add(group, part, change.part, Sign::changed, word + without(text, word + group.name + '.'));
    }

    void add(Group& group, Part part, const std::string& subject, Sign sign, std::string text) {
        group.lines.push_back({part, subject, {}, {sign, std::move(text), {number_}}});
    }
    static void add_part(Group& group, Part part, Sign sign, std::string text) {
        group.lines.push_back({part, text, {}, {sign, text, {}}});
    }
    static void parts_of(Group& group, const schema::Table& table, Sign sign) {
        for (const schema::Column& column : table.columns) add_part(group, Part::column, sign, column_text(column));
        if (table.primary_key) add_part(group, Part::constraint, sign, describe(*table.primary_key));
        for (const schema::Unique& unique : table.uniques) add_part(group, Part::constraint, sign, describe(unique));
        for (const schema::ForeignKey& key : table.foreign_keys) add_part(group, Part::constraint, sign, describe(key));
        for (const schema::Check& check : table.checks) add_part(group, Part::constraint, sign, describe(check));
        for (const schema::Index& index : table.indexes) add_part(group, Part::index, sign, describe(index));
    }

    // A swap of two names goes through a third, which nobody is to read of: the second rename of a thing continues the first.
    void rename_group(Kind kind, const std::string& from, const std::string& to) {
        Group& group = group_of(kind, from);
        if (group.was.empty()) group.was = from;
        group.name = to;
        group.heading.changes.push_back(number_);
    }
    void rename(const Name& table, Part part, const std::string& from, const std::string& to) {
        rename(group_of(Kind::table, to_string(table)), part, from, to);
    }
    void rename(Group& group, Part part, const std::string& from, const std::string& to) {
        for (Line& line : group.lines) {
            if (line.part != part || line.subject != from || line.was.empty()) continue;
            line.subject = to;
            line.line.changes.push_back(number_);
            return;
        }
        group.lines.push_back({part, to, from, {Sign::changed, {}, {number_}}});
    }

    static DifferenceLine heading_of(const Group& group) {
        if (group.heading.changes.size() == 1 && group.was.empty()) return group.heading;
        const char* kind = group.kind == Kind::table ? "table" : "enum";
        const std::string text =
            group.was.empty() ? fmt::format("{} {}", kind, group.name) : fmt::format("{} {} -> {}", kind, group.was, group.name);
        return {Sign::changed, text, group.heading.changes};
    }

    static const char* word_of(Part part) {
        switch (part) {
            case Part::options:
            case Part::column:
                return "";
            case Part::constraint:
                return "constraint ";
            case Part::index:
                return "index ";
        }
        return "";
    }

    static std::vector<DifferenceLine> lines_of(Group& group) {
        // What goes and comes again under one name stands together, in the order in which it is done.
        std::map<std::pair<Part, std::string>, std::size_t> first;
        for (std::size_t i = 0; i < group.lines.size(); ++i) first.emplace(std::pair(group.lines[i].part, group.lines[i].subject), i);
        std::stable_sort(group.lines.begin(), group.lines.end(), [&](const Line& a, const Line& b) {
            return std::pair(a.part, first.at({a.part, a.subject})) < std::pair(b.part, first.at({b.part, b.subject}));
        });
        std::vector<DifferenceLine> lines;
        for (Line& line : group.lines) {
            if (!line.was.empty()) {
                line.line.text =
                    fmt::format("{}{}.{} -> {}", word_of(line.part), group.name, to_string(Name(line.was)), to_string(Name(line.subject)));
            }
            lines.push_back(std::move(line.line));
        }
        return lines;
    }

    std::size_t& number_;
    std::vector<Group> groups_;
};

}  // namespace

std::vector<DifferenceGroup> in_groups(const std::vector<schema::Change>& changes) {
    std::size_t number = 0;
    Grouping grouping(number);
    for (; number < changes.size(); ++number) std::visit(grouping, changes[number]);
    return std::move(grouping).take();
}

}  // namespace aludel::generator
