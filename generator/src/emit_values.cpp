#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <aludel/generator/literal.h>
#include <aludel/schema/error.h>

#include "emit_terms.h"

namespace aludel::generator {
namespace {

Term dialects_term(const schema::Expression& expression) {
    std::vector<Term> items;
    for (const auto& [dialect, sql] : expression.dialects) items.push_back(braces({text_term(dialect), sql_term(sql)}));
    return braces(std::move(items));
}

std::string real_literal(double value) {
    if (!std::isfinite(value))
        throw schema::SchemaError(fmt::format("{} is not a value that a revision can hold; give a finite number", value));
    std::string text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

struct ValueTerm {
    Term operator()(const schema::Null&) const { return leaf("null"); }
    Term operator()(const bool& value) const { return leaf(value ? "true" : "false"); }
    Term operator()(const std::int64_t& value) const { return integer_term(value); }
    Term operator()(const double& value) const { return leaf(real_literal(value)); }
    Term operator()(const std::string& value) const { return text_term(value); }
    Term operator()(const schema::Blob& value) const {
        std::string digits;
        for (const std::byte byte : value) digits += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
        return leaf("blob(\"" + digits + "\")");
    }
};

/// A type that none of the words of aludel::types makes.
Term plain_type(std::string_view kind, std::optional<int> size, std::optional<int> scale) {
    std::vector<Term> members = {member("is", leaf(fmt::format("aludel::data_type::kind::{}", kind)))};
    if (size) members.push_back(member("size", integer_term(*size)));
    if (scale) members.push_back(member("scale", integer_term(*scale)));
    return braces(std::move(members));
}

Term sized(std::string_view word, std::optional<int> size) {
    return leaf(size ? fmt::format("{}({})", word, *size) : std::string(word));
}

/// Never as the argument of a function: the list of dialects would live until the function returns.
Term custom_type(const schema::Expression& sql, bool array) {
    std::vector<Term> members = {member("is", leaf("aludel::data_type::kind::custom"))};
    if (array) members.push_back(member("array", leaf("true")));
    members.push_back(member("custom", expression_term(sql)));
    return braces(std::move(members));
}

struct TypeTerm {
    Term operator()(const schema::Boolean&) const { return leaf("boolean"); }
    Term operator()(const schema::Integer& type) const {
        if (type.bits == 16) return leaf("smallint");
        if (type.bits == 32) return leaf("integer");
        if (type.bits == 64) return leaf("bigint");
        return plain_type("integer", type.bits, {});
    }
    Term operator()(const schema::Float& type) const {
        if (type.bits == 32) return leaf("real");
        if (type.bits == 64) return leaf("double_precision");
        return plain_type("floating", type.bits, {});
    }
    Term operator()(const schema::String& type) const { return sized(type.length ? "varchar" : "text", type.length); }
    Term operator()(const schema::Bytes& type) const { return sized("bytes", type.length); }
    Term operator()(const schema::Numeric& type) const {
        if (type.scale && !type.precision) return plain_type("numeric", {}, type.scale);
        if (type.scale) return leaf(fmt::format("numeric({}, {})", *type.precision, *type.scale));
        return sized("numeric", type.precision);
    }
    Term operator()(const schema::Date&) const { return leaf("date"); }
    Term operator()(const schema::TimeOfDay&) const { return leaf("time_of_day"); }
    Term operator()(const schema::Timestamp& type) const { return leaf(type.instant ? "timestamp" : "local_timestamp"); }
    Term operator()(const schema::Interval&) const { return leaf("interval"); }
    Term operator()(const schema::Uuid&) const { return leaf("uuid"); }
    Term operator()(const schema::Json&) const { return leaf("json"); }
    Term operator()(const schema::Enumeration& type) const {
        if (type.name.schema.empty()) return call("enumeration", {text_term(type.name.name)});
        return call("enumeration", {text_term(type.name.schema), text_term(type.name.name)});
    }
    Term operator()(const schema::Custom& type) const {
        if (type.sql.dialects.empty()) return call("custom", {text_term(type.sql.sql)});
        return custom_type(type.sql, false);
    }
};

struct DefaultTerm {
    Term operator()(const schema::Value& value) const { return member("default_value", value_term(value)); }
    Term operator()(const schema::Portable& portable) const {
        switch (portable) {
            case schema::Portable::now:
                return member("default_value", leaf("now"));
        }
        throw schema::SchemaError("a portable expression that this version of aludel does not know");
    }
    Term operator()(const schema::Expression& expression) const {
        if (expression.dialects.empty()) return member("default_value", call("sql", {text_term(expression.sql)}));
        return member("default_sql", expression_term(expression));
    }
};

}  // namespace

Term leaf(std::string text) {
    return {.head = std::move(text)};
}

Term braces(std::vector<Term> items) {
    return {.head = "{", .items = std::move(items), .tail = "}"};
}

Term call(std::string_view function, std::vector<Term> arguments) {
    return {.head = std::string(function) + '(', .items = std::move(arguments), .tail = ")"};
}

Term member(std::string_view name, Term value) {
    value.head = fmt::format(".{} = {}", name, value.head);
    return value;
}

Term text_term(std::string_view text) {
    return {.head = string_literal(text), .pieces = string_literal_lines(text)};
}

Term sql_term(std::string_view sql) {
    const std::string literal = raw_string_literal(sql);
    return literal.empty() ? text_term(sql) : Term{.head = literal, .raw = true};
}

Term texts_term(const std::vector<std::string>& texts) {
    std::vector<Term> items;
    for (const std::string& text : texts) items.push_back(text_term(text));
    return braces(std::move(items));
}

Term name_term(const schema::Name& name) {
    return name.schema.empty() ? text_term(name.name) : braces({text_term(name.schema), text_term(name.name)});
}

Term integer_term(std::int64_t value) {
    // -9223372036854775808 is a minus before a literal that no type holds.
    if (value == std::numeric_limits<std::int64_t>::min()) return leaf("-9223372036854775807 - 1");
    return leaf(fmt::format("{}", value));
}

Term words_of_dialects_term(const std::map<std::string, std::string>& words) {
    std::vector<Term> items;
    for (const auto& [dialect, text] : words) items.push_back(braces({text_term(dialect), text_term(text)}));
    return braces(std::move(items));
}

Term expression_term(const schema::Expression& expression) {
    if (expression.dialects.empty()) return braces({sql_term(expression.sql)});
    if (expression.sql.empty()) return braces({member("dialects", dialects_term(expression))});
    return braces({sql_term(expression.sql), dialects_term(expression)});
}

Term value_term(const schema::Value& value) {
    return std::visit(ValueTerm{}, value);
}

Term type_term(const schema::Type& type) {
    const auto* custom = std::get_if<schema::Custom>(&type.kind);
    if (custom != nullptr && !custom->sql.dialects.empty()) return custom_type(custom->sql, type.array);
    Term element = std::visit(TypeTerm{}, type.kind);
    return type.array ? call("array_of", {std::move(element)}) : element;
}

Term default_term(const schema::Default& value) {
    return std::visit(DefaultTerm{}, value);
}

Term identity_term(const schema::Identity& identity) {
    Term how = leaf(identity.always ? "always" : "by_default");
    if (!identity.start && !identity.increment) return how;
    std::vector<Term> items = {std::move(how), identity.start ? integer_term(*identity.start) : leaf("{}")};
    if (identity.increment) items.push_back(integer_term(*identity.increment));
    return braces(std::move(items));
}

Term computed_term(const schema::Computed& computed) {
    if (computed.expression.empty()) throw schema::SchemaError("a column is computed from nothing; give it an expression");
    std::vector<Term> items = {member("from", expression_term(computed.expression))};
    if (computed.stored) items.push_back(member("stored", leaf("true")));
    return braces(std::move(items));
}

}  // namespace aludel::generator
