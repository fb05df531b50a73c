#include "sqlite/create_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

bool starts_table_constraint(const Token& token) {
    return token.is("CONSTRAINT") || token.is("PRIMARY") || token.is("UNIQUE") || token.is("CHECK") || token.is("FOREIGN");
}

bool starts_column_constraint(const Token& token, const Token& following) {
    // GENERATED and AS are names elsewhere: `x generated` is a column of type "generated".
    return token.is("CONSTRAINT") || token.is("PRIMARY") || token.is("NOT") || token.is("NULL") || token.is("UNIQUE") ||
           token.is("CHECK") || token.is("DEFAULT") || token.is("COLLATE") || token.is("REFERENCES") || token.is("AS") ||
           (token.is("GENERATED") && following.is("ALWAYS"));
}

std::string collapsed(std::string_view text) {
    std::string result;
    for (const Token& token : tokens(text)) {
        const bool tight =
            token.is_symbol("(") || token.is_symbol(")") || token.is_symbol(",") || (!result.empty() && result.back() == '(');
        if (!result.empty() && !tight && token.kind != Token::Kind::end) result += ' ';
        result += token.text;
    }
    return result;
}

class Parser {
public:
    explicit Parser(std::string_view sql) : sql_(sql), tokens_(tokens(sql)) {}

    ParsedTable table() {
        ParsedTable result;
        expect("CREATE");
        if (!accept("TEMP")) accept("TEMPORARY");
        expect("TABLE");
        if (accept("IF")) expect("NOT"), expect("EXISTS");
        result.name = qualified_name();
        expect_symbol("(");
        bool constraints = false;
        do {
            // Table constraints need no comma between them.
            if (constraints || starts_table_constraint(peek())) {
                constraints = true;
                while (!peek().is_symbol(",") && !peek().is_symbol(")")) table_constraint(result);
            } else {
                column(result);
            }
        } while (accept_symbol(","));
        expect_symbol(")");
        const std::size_t options = at_;
        while (peek().kind != Token::Kind::end && !peek().is_symbol(";")) {
            if (peek().is("STRICT")) result.strict = true;
            if (peek().is("ROWID")) result.without_rowid = true;
            ++at_;
        }
        result.shape.options = text(options, at_);
        if (result.columns.empty()) fail("a column");
        return result;
    }

    schema::Index index() {
        schema::Index result;
        expect("CREATE");
        result.unique = accept("UNIQUE");
        expect("INDEX");
        if (accept("IF")) expect("NOT"), expect("EXISTS");
        result.name = qualified_name();
        expect("ON");
        qualified_name();
        expect_symbol("(");
        do result.keys.push_back(index_key());
        while (accept_symbol(","));
        expect_symbol(")");
        if (accept("WHERE")) {
            const std::size_t from = at_;
            while (peek().kind != Token::Kind::end && !peek().is_symbol(";")) ++at_;
            result.where.sql = text(from, at_);
        }
        return result;
    }

    std::string view() {
        expect("CREATE");
        if (!accept("TEMP")) accept("TEMPORARY");
        expect("VIEW");
        if (accept("IF")) expect("NOT"), expect("EXISTS");
        qualified_name();
        if (peek().is_symbol("(")) parenthesised();
        expect("AS");
        const std::size_t from = at_;
        while (peek().kind != Token::Kind::end && !peek().is_symbol(";")) ++at_;
        return text(from, at_);
    }

private:
    const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }

    [[noreturn]] void fail(std::string_view expected) const {
        const Token& token = peek();
        throw Error(fmt::format("the stored definition cannot be read: {} is expected where \"{}\" stands (at byte {}): {}", expected,
                                token.kind == Token::Kind::end ? "the end" : token.text, token.offset, sql_),
                    {}, std::string(sql_));
    }
    bool accept(std::string_view keyword) { return peek().is(keyword) ? (++at_, true) : false; }
    bool accept_symbol(std::string_view symbol) { return peek().is_symbol(symbol) ? (++at_, true) : false; }
    void expect(std::string_view keyword) {
        if (!accept(keyword)) fail(keyword);
    }
    void expect_symbol(std::string_view symbol) {
        if (!accept_symbol(symbol)) fail(symbol);
    }

    /// SQLite takes a string where a name is expected.
    std::string name() {
        const Token& token = peek();
        if (token.kind != Token::Kind::word && token.kind != Token::Kind::name && token.kind != Token::Kind::string) fail("a name");
        ++at_;
        return unquoted(token);
    }
    std::string qualified_name() {
        std::string result = name();
        if (accept_symbol(".")) result = name();
        return result;
    }

    /// As written, from one token to before another.
    std::string text(std::size_t from, std::size_t to) const {
        if (from >= to) return {};
        const Token& last = tokens_[to - 1];
        return std::string(sql_.substr(tokens_[from].offset, last.offset + last.text.size() - tokens_[from].offset));
    }

    /// Past the closing parenthesis; what stands between, as written.
    std::string parenthesised() {
        expect_symbol("(");
        const std::size_t from = at_;
        for (int depth = 1; depth > 0; ++at_) {
            if (peek().kind == Token::Kind::end) fail(")");
            depth += peek().is_symbol("(") ? 1 : peek().is_symbol(")") ? -1 : 0;
        }
        return text(from, at_ - 1);
    }

    void conflict_clause() {
        if (accept("ON")) expect("CONFLICT"), ++at_;
    }

    /// (a COLLATE x DESC, b): the names of the columns.
    std::vector<std::string> column_list() {
        std::vector<std::string> result;
        expect_symbol("(");
        do {
            result.push_back(name());
            while (!peek().is_symbol(",") && !peek().is_symbol(")") && peek().kind != Token::Kind::end) ++at_;
        } while (accept_symbol(","));
        expect_symbol(")");
        return result;
    }

    schema::Action action() {
        if (accept("CASCADE")) return schema::Action::cascade;
        if (accept("RESTRICT")) return schema::Action::restrict;
        if (accept("NO")) return expect("ACTION"), schema::Action::no_action;
        expect("SET");
        if (accept("NULL")) return schema::Action::set_null;
        expect("DEFAULT");
        return schema::Action::set_default;
    }

    /// Whether a clause of deferrability stood here.
    bool deferrability(schema::Deferrability& result) {
        const bool no = peek().is("NOT");
        if (!peek(no ? 1 : 0).is("DEFERRABLE")) return false;
        at_ += no ? 2 : 1;
        bool deferred = false;
        if (accept("INITIALLY")) deferred = peek().is("DEFERRED"), ++at_;
        result = no         ? schema::Deferrability::not_deferrable
                 : deferred ? schema::Deferrability::initially_deferred
                            : schema::Deferrability::deferrable;
        return true;
    }

    schema::ForeignKey references(std::string constraint, std::vector<std::string> columns) {
        schema::ForeignKey key;
        key.name = std::move(constraint);
        key.columns = std::move(columns);
        expect("REFERENCES");
        key.referred_table = schema::Name(name());
        if (peek().is_symbol("(")) key.referred_columns = column_list();
        for (;;) {
            if (accept("ON")) {
                if (accept("DELETE")) {
                    key.on_delete = action();
                } else {
                    expect("UPDATE");
                    key.on_update = action();
                }
            } else if (accept("MATCH")) {
                name();
            } else if (!deferrability(key.deferrability)) {
                return key;
            }
        }
    }

    void table_constraint(ParsedTable& table) {
        const std::size_t from = at_;
        std::string constraint;
        if (accept("CONSTRAINT")) constraint = name();
        if (accept("PRIMARY")) {
            expect("KEY");
            // PRIMARY KEY (id AUTOINCREMENT) is in SQLite's grammar.
            const std::size_t list = at_;
            std::vector<std::string> columns = column_list();
            for (std::size_t i = list; i < at_; ++i) {
                if (tokens_[i].is("AUTOINCREMENT") && columns.size() == 1) set_autoincrement(table, columns.front());
            }
            conflict_clause();
            table.constraints.push_back(schema::PrimaryKey{constraint, std::move(columns)});
        } else if (accept("UNIQUE")) {
            schema::Unique unique;
            unique.name = constraint;
            unique.columns = column_list();
            conflict_clause();
            table.constraints.push_back(std::move(unique));
        } else if (accept("CHECK")) {
            schema::Check check;
            check.name = constraint;
            check.expression.sql = parenthesised();
            conflict_clause();
            table.constraints.push_back(std::move(check));
        } else if (accept("FOREIGN")) {
            expect("KEY");
            std::vector<std::string> columns = column_list();
            table.constraints.push_back(references(constraint, std::move(columns)));
        } else if (constraint.empty() || peek().is_symbol(",") || peek().is_symbol(")")) {
            // CONSTRAINT x without a body is in the grammar too, and means nothing.
            if (constraint.empty()) fail("a constraint");
        }
        table.shape.constraints.push_back({constraint, text(from, at_)});
    }

    static void set_autoincrement(ParsedTable& table, const std::string& name) {
        for (ParsedColumn& column : table.columns) {
            if (same_name(column.name, name)) column.autoincrement = true;
        }
    }

    void column(ParsedTable& table) {
        const std::size_t from = at_;
        ParsedColumn result;
        result.name = name();
        const std::size_t type = at_;
        while ((peek().kind == Token::Kind::word || peek().kind == Token::Kind::name || peek().kind == Token::Kind::string) &&
               !starts_column_constraint(peek(), peek(1))) {
            ++at_;
        }
        if (at_ > type && peek().is_symbol("(")) parenthesised();
        result.type = collapsed(text(type, at_));
        std::string constraint;
        while (!peek().is_symbol(",") && !peek().is_symbol(")")) {
            if (accept("CONSTRAINT"))
                constraint = name();
            else
                column_constraint(result, std::exchange(constraint, {}));
        }
        table.shape.columns.push_back({result.name, text(from, at_)});
        table.columns.push_back(std::move(result));
    }

    void column_constraint(ParsedColumn& column, std::string constraint) {
        if (accept("PRIMARY")) {
            expect("KEY");
            if (!accept("ASC")) accept("DESC");
            conflict_clause();
            column.autoincrement = accept("AUTOINCREMENT");
            column.constraints.push_back(schema::PrimaryKey{std::move(constraint), {column.name}});
        } else if (peek().is("NOT") && peek(1).is("NULL")) {
            at_ += 2;
            conflict_clause();
            column.not_null = true;
        } else if (accept("NULL")) {
            conflict_clause();
        } else if (accept("UNIQUE")) {
            conflict_clause();
            schema::Unique unique;
            unique.name = std::move(constraint);
            unique.columns = {column.name};
            column.constraints.push_back(std::move(unique));
        } else if (accept("CHECK")) {
            schema::Check check;
            check.name = std::move(constraint);
            check.expression.sql = parenthesised();
            conflict_clause();
            column.constraints.push_back(std::move(check));
        } else if (accept("DEFAULT")) {
            column.default_sql = default_value();
        } else if (accept("COLLATE")) {
            column.collation = name();
        } else if (peek().is("REFERENCES")) {
            column.constraints.push_back(references(std::move(constraint), {column.name}));
        } else if (peek().is("GENERATED") || peek().is("AS")) {
            if (accept("GENERATED")) expect("ALWAYS");
            expect("AS");
            schema::Computed computed;
            computed.expression.sql = parenthesised();
            computed.stored = accept("STORED");
            if (!computed.stored) accept("VIRTUAL");
            column.computed = std::move(computed);
        } else {
            schema::Deferrability ignored{};
            if (!deferrability(ignored)) fail("a column constraint");
        }
    }

    std::string default_value() {
        if (peek().is_symbol("(")) return parenthesised();
        const std::size_t from = at_;
        if (peek().is_symbol("+") || peek().is_symbol("-")) ++at_;
        if (peek().kind == Token::Kind::end) fail("a default");
        ++at_;
        return text(from, at_);
    }

    schema::IndexKey index_key() {
        schema::IndexKey key;
        std::size_t from = at_;
        for (int depth = 0; depth > 0 || (!peek().is_symbol(",") && !peek().is_symbol(")")); ++at_) {
            if (peek().kind == Token::Kind::end) fail(")");
            depth += peek().is_symbol("(") ? 1 : peek().is_symbol(")") ? -1 : 0;
        }
        std::size_t to = at_;
        if (to == from) fail("a column or an expression");
        if (to - from > 1 && (tokens_[to - 1].is("ASC") || tokens_[to - 1].is("DESC"))) key.descending = tokens_[--to].is("DESC");
        if (to - from > 2 && tokens_[to - 2].is("COLLATE")) {
            key.collation = unquoted(tokens_[to - 1]);
            to -= 2;
        }
        const Token& first = tokens_[from];
        if (to - from == 1 && (first.kind == Token::Kind::word || first.kind == Token::Kind::name)) {
            key.of = unquoted(first);
        } else {
            schema::Expression expression;
            expression.sql = text(from, to);
            key.of = std::move(expression);
        }
        return key;
    }

    std::string_view sql_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

ParsedTable parse_create_table(std::string_view sql) {
    return Parser(sql).table();
}
schema::Index parse_create_index(std::string_view sql) {
    return Parser(sql).index();
}
std::string parse_create_view(std::string_view sql) {
    return Parser(sql).view();
}

}  // namespace aludel::runtime::sqlite
