#include <aludel/generator/emit.h>

#include <map>

#include <aludel/generator/literal.h>

#include "emit_comments.h"
#include "emit_terms.h"

namespace aludel::generator {
namespace {

using migrations::Operation;
using schema::Name;

constexpr int line_width = 140;

/// One operation's text, and what it is about: consecutive ones of a table stand together.
struct Statement {
    std::string text;
    std::string about;
    bool definition = false;  ///< has a table of its own above it
    std::string was = {};     ///< of a rename: what it was about until then
};

// Writes calls on `receiver`; what is shared by the visitors below.
class Writer {
public:
    Writer(std::string receiver, int indentation) : receiver_(std::move(receiver)), indentation_(indentation) {}

    void set_destroys(bool destroys) { destroys_ = destroys; }

    Statement say(std::string_view operation, std::vector<Term> arguments, const Name& about) const {
        const Term term = call(receiver_ + std::string(operation), std::move(arguments));
        if (!destroys_) return {layout(term, ";", indentation_, line_width), schema::to_string(about)};
        std::string text = layout(term, ";  // destroys data", indentation_, line_width);
        text.replace(text.rfind("  //"), 2, 1, before_comment);
        return {std::move(text), schema::to_string(about)};
    }

    Statement create_table(const schema::Table& created) {
        const std::string variable = variable_for(created.name);
        Term table = table_term(created);
        table.head = "static constexpr aludel::table " + variable + " = {";
        std::string text = layout(table, ";", indentation_, line_width) +
                           layout(call(receiver_ + "create_table", {leaf(variable)}), ";", indentation_, line_width);
        return {std::move(text), schema::to_string(created.name), true};
    }

    /// An execute whose declared effect is `body`, statements on `effect` one step further in.
    Statement execute_with(Term sql, const std::string& body) const {
        const Term begin = {.head = receiver_ + "execute(", .items = {std::move(sql)}, .tail = ", [](aludel::operations& effect) {"};
        const std::string margin(static_cast<std::size_t>(indentation_), ' ');
        return {layout(begin, "", indentation_, line_width) + body + margin + "});\n", {}, true};
    }

    int indentation() const { return indentation_; }

private:
    /// users_table; a second table whose name reads the same gets a number.
    std::string variable_for(const Name& name) {
        const std::string base = identifier(name.schema.empty() ? name.name : name.schema + "_" + name.name) + "_table";
        const int use = ++variables_[base];
        return use == 1 ? base : base + std::to_string(use);
    }

    std::string receiver_;
    int indentation_;
    bool destroys_ = false;
    std::map<std::string, int> variables_;
};

// Each visitor is a class of its own: one that also took the whole variant would compile with an overload missing, since
// every alternative converts to its variant.

struct ConstraintEmitter {
    const Writer& to;
    const Name& table;

    Statement operator()(const schema::PrimaryKey& key) const {
        return to.say("create_primary_key", {name_term(table), primary_key_term(key)}, table);
    }
    Statement operator()(const schema::Unique& unique) const {
        return to.say("create_unique_constraint", {name_term(table), unique_term(unique)}, table);
    }
    Statement operator()(const schema::ForeignKey& key) const {
        return to.say("create_foreign_key", {name_term(table), foreign_key_term(key)}, table);
    }
    Statement operator()(const schema::Check& check) const {
        return to.say("create_check_constraint", {name_term(table), check_term(check)}, table);
    }
};

struct ChangeEmitter {
    Writer& to;

    Statement operator()(const schema::CreateTable& change) const { return to.create_table(change.table); }
    Statement operator()(const schema::DropTable& change) const {
        return to.say("drop_table", {name_term(change.table.name)}, change.table.name);
    }
    Statement operator()(const schema::RenameTable& change) const {
        Statement statement = to.say("rename_table", {name_term(change.from), name_term(change.to)}, change.to);
        statement.was = schema::to_string(change.from);
        return statement;
    }
    Statement operator()(const schema::AlterTable& change) const {
        return to.say("alter_table", {name_term(change.table), options_term(change.after)}, change.table);
    }

    Statement operator()(const schema::AddColumn& change) const {
        std::vector<Term> arguments = {name_term(change.table), column_term(change.column)};
        if (!change.fill.empty()) arguments.push_back(braces({member("fill", expression_term(change.fill))}));
        return to.say("add_column", std::move(arguments), change.table);
    }
    Statement operator()(const schema::DropColumn& change) const {
        return to.say("drop_column", {name_term(change.table), text_term(change.column.name)}, change.table);
    }
    Statement operator()(const schema::RenameColumn& change) const {
        return to.say("rename_column", {name_term(change.table), text_term(change.from), text_term(change.to)}, change.table);
    }
    Statement operator()(const schema::AlterColumn& change) const {
        return to.say("alter_column", {name_term(change.table), text_term(change.after.name), alteration_term(change)}, change.table);
    }

    Statement operator()(const schema::AddConstraint& change) const {
        return std::visit(ConstraintEmitter{to, change.table}, change.constraint);
    }
    Statement operator()(const schema::DropConstraint& change) const {
        return to.say("drop_constraint", {name_term(change.table), text_term(schema::name_of(change.constraint))}, change.table);
    }
    Statement operator()(const schema::RenameConstraint& change) const {
        return to.say("rename_constraint", {name_term(change.table), text_term(change.from), text_term(change.to)}, change.table);
    }

    Statement operator()(const schema::CreateIndex& change) const {
        return to.say("create_index", {name_term(change.table), index_term(change.index)}, change.table);
    }
    Statement operator()(const schema::DropIndex& change) const {
        return to.say("drop_index", {name_term(change.table), text_term(change.index.name)}, change.table);
    }
    Statement operator()(const schema::RenameIndex& change) const {
        return to.say("rename_index", {name_term(change.table), text_term(change.from), text_term(change.to)}, change.table);
    }

    Statement operator()(const schema::CreateEnum& change) const {
        return to.say("create_enum", {enum_term(change.type)}, change.type.name);
    }
    Statement operator()(const schema::DropEnum& change) const {
        return to.say("drop_enum", {name_term(change.type.name)}, change.type.name);
    }
    Statement operator()(const schema::AlterEnum& change) const {
        return to.say("alter_enum", {enum_term(change.after)}, change.after.name);
    }
    Statement operator()(const schema::RenameEnum& change) const {
        Statement statement = to.say("rename_enum", {name_term(change.from), name_term(change.to)}, change.to);
        statement.was = schema::to_string(change.from);
        return statement;
    }
    Statement operator()(const schema::RenameEnumValue& change) const {
        return to.say("rename_enum_value", {name_term(change.type), text_term(change.from), text_term(change.to)}, change.type);
    }
    Statement operator()(const schema::CreateView& change) const {
        return to.say("create_view", {view_term(change.view)}, change.view.name);
    }
    Statement operator()(const schema::DropView& change) const {
        return to.say("drop_view", {name_term(change.view.name)}, change.view.name);
    }
    Statement operator()(const schema::CreateSequence& change) const {
        return to.say("create_sequence", {sequence_term(change.sequence)}, change.sequence.name);
    }
    Statement operator()(const schema::DropSequence& change) const {
        return to.say("drop_sequence", {name_term(change.sequence.name)}, change.sequence.name);
    }
    Statement operator()(const schema::AlterSequence& change) const {
        return to.say("alter_sequence", {sequence_term(change.after)}, change.after.name);
    }
    Statement operator()(const schema::CreateOpaque& change) const {
        return to.say("create_opaque", {opaque_term(change.object)}, change.object.name);
    }
    Statement operator()(const schema::DropOpaque& change) const {
        return to.say("drop_opaque", {name_term(change.object.name)}, change.object.name);
    }
    Statement operator()(const schema::AlterComment& change) const {
        std::vector<Term> arguments = {name_term(change.object)};
        if (change.of != schema::AlterComment::Of::view) arguments.push_back(text_term(change.part));
        arguments.push_back(text_term(change.after));
        return to.say(comment_call(change.of), std::move(arguments), change.object);
    }

private:
    static const char* comment_call(schema::AlterComment::Of of) {
        switch (of) {
            case schema::AlterComment::Of::constraint:
                return "comment_on_constraint";
            case schema::AlterComment::Of::index:
                return "comment_on_index";
            case schema::AlterComment::Of::view:
                return "comment_on_view";
        }
        return "";
    }
};

struct OperationEmitter {
    Writer& to;

    Statement operator()(const schema::Change& change) const {
        to.set_destroys(schema::destroys_data(change));
        Statement statement = std::visit(ChangeEmitter{to}, change);
        to.set_destroys(false);
        return statement;
    }
    Statement operator()(const migrations::Execute& step) const {
        Term sql = step.sql.dialects.empty() ? text_term(step.sql.sql) : expression_term(step.sql);
        if (step.changes.empty()) return to.say("execute", {std::move(sql)}, {});
        Writer effect("effect.", to.indentation() + 4);
        std::string body;
        for (const schema::Change& change : step.changes) body += std::visit(ChangeEmitter{effect}, change).text;
        return to.execute_with(std::move(sql), body);
    }
    Statement operator()(const migrations::BulkInsert& step) const {
        std::vector<Term> rows;
        for (const auto& row : step.rows) {
            std::vector<Term> cells;
            for (const schema::Value& cell : row) cells.push_back(value_term(cell));
            rows.push_back(braces(std::move(cells)));
        }
        return to.say("bulk_insert", {name_term(step.table), texts_term(step.columns), braces(std::move(rows))}, step.table);
    }
    Statement operator()(const migrations::Run& step) const {
        return to.say("run", {text_term(step.name), integer_term(step.version), leaf(identifier(step.name))}, {});
    }
    Statement operator()(const schema::Irreversible& end) const {
        Term reason = text_term(end.reason);
        // One reason below the other, where a line is too short for all.
        reason.pieces.clear();
        for (std::string_view rest = end.reason; !rest.empty();) {
            const auto separator = rest.find("; ");
            const std::string_view piece = rest.substr(0, separator == std::string_view::npos ? rest.size() : separator + 2);
            reason.pieces.push_back(string_literal(piece));
            rest.remove_prefix(piece.size());
        }
        return to.say("irreversible", {std::move(reason)}, {});
    }
};

bool are_of_one_group(const Statement& above, const Statement& below) {
    return above.about == below.about || (!below.was.empty() && above.about == below.was);
}

bool is_block(const Statement& statement) {
    return statement.definition || statement.text.find('\n') + 1 < statement.text.size();
}

/// A blank line where the table changes, unless single lines stand on both sides; always around a definition.
bool needs_blank_line(const std::vector<Statement>& statements, std::size_t at) {
    const Statement& above = statements[at - 1];
    const Statement& below = statements[at];
    if (above.definition || below.definition) return true;
    if (are_of_one_group(above, below)) return false;
    const bool above_is_group = is_block(above) || (at >= 2 && are_of_one_group(statements[at - 2], above));
    const bool below_is_group = is_block(below) || (at + 1 < statements.size() && are_of_one_group(below, statements[at + 1]));
    return above_is_group || below_is_group;
}

}  // namespace

std::string emit(const std::vector<Operation>& operations, const std::vector<std::string>& reasons) {
    constexpr int indentation = 4;
    Writer writer("op.", indentation);
    std::vector<Statement> statements;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        statements.push_back(std::visit(OperationEmitter{writer}, operations[i]));
        std::string& text = statements.back().text;
        if (i < reasons.size()) text = with_reason(std::move(text), reasons[i], indentation, line_width);
    }
    std::string text;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (i > 0 && needs_blank_line(statements, i)) text += '\n';
        text += statements[i].text;
    }
    return align_comments(text, line_width);
}

}  // namespace aludel::generator
