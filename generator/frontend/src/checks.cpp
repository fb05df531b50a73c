#include <aludel/schema/apply.h>
#include <aludel/schema/naming.h>
#include <clang/AST/Decl.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "constraints.h"

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

/// What a member, or an alias or a strong typedef of its type, says of its column. An alias knows no column: `value` stands for it there,
/// as in a domain of PostgreSQL; in a strong typedef the name of its member, too.
std::optional<schema::Expression> of_column(const Reading& reading, const Said& said, schema::Expression expression) {
    const std::vector<clang::Decl*>& declarations = said.use.declarations;
    const ModelColumn& column = *said.member;
    if (std::find(declarations.begin(), declarations.end(), column.field) != declarations.end()) {
        return said.model.in_table(column, std::move(expression));
    }
    std::set<std::string> names = {"value"};
    for (const clang::Decl* declaration : declarations) {
        if (const auto* field = llvm::dyn_cast<clang::FieldDecl>(declaration)) names.insert(field->getName().str());
    }
    names.erase(column.name);
    for (const std::string& name : names) {
        schema::Table value;
        schema::Column named;
        named.name = name;
        value.columns.add(std::move(named));
        expression = schema::with_column_renamed(std::move(expression), value, name, column.name);
    }
    const auto mentions = [&](const std::string& sql) {
        const std::vector<std::string> found = columns_in(sql, said.model.table);
        return sql.empty() || std::find(found.begin(), found.end(), column.name) != found.end();
    };
    if (mentions(expression.sql) &&
        std::all_of(expression.dialects.begin(), expression.dialects.end(), [&](const auto& own) { return mentions(own.second); })) {
        return expression;
    }
    reading.report.error("check-of-what", said.use.range(), "the check says nothing of the column whose type has it",
                         {Report::hint("'value' stands for the column: db::check(\"value >= 0\")")});
    return std::nullopt;
}

/// Its name, as an option or as the first of two texts; empty: none is given.
std::optional<std::string> given_name(const Reading& reading, const Said& said) {
    const std::optional<std::string> option = said.given.text(Option::name);
    if (!option || said.given.count() == 1) return option;
    if (option->empty()) return said.given.string(0);
    reading.report.error(
        "said-twice", said.given.range(0), "the check is given two names",
        {reading.report.note(said.given.find(Option::name)->range, "the other is here"), Report::hint("take one of them away")});
    return std::nullopt;
}

/// What it is about, for its name.
std::string subject(const Said& said, const std::string& sql) {
    if (said.member != nullptr) return said.member->name;
    std::string what;
    for (const std::string& name : columns_in(sql, said.model.table)) what += (what.empty() ? "" : "_") + name;
    return what.empty() ? "row" : what;
}

/// What two checks of one name say for different databases is one check, with the comment of either; nullopt: both say it for the same.
std::optional<schema::Check> joined(schema::Check check, const schema::Check& more) {
    if (check.not_valid != more.not_valid || !merge(check.expression, more.expression)) return std::nullopt;
    if (check.comment.empty()) check.comment = more.comment;
    check.only = databases_of(check.expression);
    return check;
}

bool is_for_all(const schema::Check& check) {
    return !check.expression.sql.empty();
}

/// Makes them one, of which not each half may have a comment of its own.
bool join(const ConstraintReading& all, const Said& said, schema::Check& into, schema::Check both, const std::string& comment) {
    if (comment.empty() || both.comment == comment) {
        into = std::move(both);
        return true;
    }
    all.reading.report.error("said-twice", said.given.find(Option::comment)->range, quoted(into.name) + " is given two comments",
                             {all.reading.report.note(all.names.holder(said.model, into.name).use->range(), "the other is here"),
                              Report::hint("it is one check, whose expression is another on each database: say its comment once")});
    return false;
}

bool add_named(ConstraintReading& all, const Said& said, schema::Check check) {
    schema::ByName<schema::Check>& checks = said.model.table.checks;
    if (schema::Check* other = checks.find(check.name)) {
        if (std::optional<schema::Check> both = joined(*other, check)) {
            return join(all, said, *other, *std::move(both), check.comment);
        }
    }
    if (!all.names.claim(said, check.name, ConstraintNames::Kind::constraint)) return false;
    checks.add(std::move(check));
    return true;
}

bool add_unnamed(ConstraintReading& all, const Said& said, schema::Check check, const std::string& what) {
    const schema::Name& table = said.model.table.name;
    schema::ByName<schema::Check>& checks = said.model.table.checks;
    check.name = schema::check_name(table, what);
    for (int n = 2; schema::Check* other = checks.find(check.name); ++n) {
        std::optional<schema::Check> both = is_for_all(*other) || is_for_all(check) ? std::nullopt : joined(*other, check);
        if (both) return join(all, said, *other, *std::move(both), check.comment);
        check.name = schema::check_name(table, what + "_" + std::to_string(n));
    }
    if (!all.names.claim(said, check.name, ConstraintNames::Kind::constraint)) return false;
    checks.add(std::move(check));
    return true;
}

}  // namespace

bool read_check(ConstraintReading& all, const Said& said) {
    if (!said.given.between(1, 2)) return false;
    const std::size_t last = said.given.count() - 1;
    std::optional<schema::Expression> expression = said.given.sql(last);
    if (!expression) return false;
    if (said.member != nullptr) expression = of_column(all.reading, said, *std::move(expression));
    if (!expression) return false;
    const std::optional<std::string> name = given_name(all.reading, said);
    const std::optional<std::string> sql = said.given.string(last);
    const std::optional<std::string> comment = said.given.text(Option::comment);
    if (!name || !sql || !comment) return false;
    schema::Check check = {.name = *name,
                           .expression = *expression,
                           .not_valid = said.given.has(Option::not_valid),
                           .only = databases_of(*expression),
                           .comment = *comment};
    if (!all.names.is_new(said, said.model.table.checks, check)) return false;
    return name->empty() ? add_unnamed(all, said, std::move(check), subject(said, *sql)) : add_named(all, said, std::move(check));
}

}  // namespace aludel::frontend
