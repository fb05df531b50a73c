#include <aludel/schema/normal_form.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include <fmt/format.h>

#include "comments.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

std::vector<std::string> as_set(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

// A dialect's text that says what all others do says nothing.
Expression normal(Expression expression) {
    expression.sql = in_plain_words(expression.sql);
    for (auto& [dialect, text] : expression.dialects) text = in_plain_words(text);
    std::erase_if(expression.dialects, [&](const auto& own) { return own.second == expression.sql; });
    return expression;
}

// A value that stands in SQL as one literal; nullopt: it is no such.
struct Literal {
    const std::string& sql;  // in plain words
    const Schema& schema;

    template <class Number>
    std::optional<Number> number() const {
        std::string digits = sql;
        if (digits.starts_with("- ")) digits.erase(1, 1);
        Number value{};
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
        return value;
    }
    // Up to 15 digits: more are not a double's, and SQLite up to 3.42 rounds some of 16 twice (docs/storage.md).
    bool is_short_decimal() const {
        const auto digits = std::count_if(sql.begin(), sql.end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits > 0 && digits <= 15 && sql.find_first_not_of("-0123456789. ") == std::string::npos;
    }
    std::optional<Value> text() const {
        if (sql.size() < 2 || sql.front() != '\'' || sql.back() != '\'') return std::nullopt;
        std::string value;
        for (std::size_t i = 1; i + 1 < sql.size(); ++i) {
            if (sql[i] == '\\') return std::nullopt;  // what it means is a setting of the server's
            if (sql[i] == '\'' && (sql[++i] != '\'' || i + 1 == sql.size())) return std::nullopt;
            value += sql[i];
        }
        return Value{value};
    }

    std::optional<Value> operator()(const Boolean&) const {
        if (sql == "true" || sql == "false") return Value{sql == "true"};
        return std::nullopt;
    }
    std::optional<Value> operator()(const Integer&) const {
        const auto value = number<std::int64_t>();
        return value ? std::optional<Value>(*value) : std::nullopt;
    }
    std::optional<Value> operator()(const Float&) const {
        const auto value = number<double>();
        return value && is_short_decimal() ? std::optional<Value>(*value) : std::nullopt;
    }
    std::optional<Value> operator()(const Numeric& type) const {
        return operator()(Integer{64}) ? operator()(Integer{64}) : fraction(type);
    }
    std::optional<Value> operator()(const String&) const { return text(); }
    std::optional<Value> operator()(const Date&) const { return text(); }
    std::optional<Value> operator()(const TimeOfDay&) const { return text(); }
    // As a value it is a point in time, UTC; as SQL PostgreSQL reads it in the zone of the session.
    std::optional<Value> operator()(const Timestamp& type) const { return type.instant ? std::nullopt : text(); }
    std::optional<Value> operator()(const Uuid&) const { return text(); }
    std::optional<Value> operator()(const Enumeration& type) const {
        const Enum* values = schema.enums.find(type.name);
        return values != nullptr && values->storage == EnumStorage::integer ? std::nullopt : text();
    }
    // Their literals are not written alike on all engines, or the same value is not stored alike.
    std::optional<Value> operator()(const Bytes&) const { return std::nullopt; }
    std::optional<Value> operator()(const Interval&) const { return std::nullopt; }
    std::optional<Value> operator()(const Json&) const { return std::nullopt; }
    std::optional<Value> operator()(const Custom&) const { return std::nullopt; }

    // As its digits are written: 0.5, not 0.50, which SQLite would keep.
    std::optional<Value> fraction(const Numeric&) const {
        const auto value = number<double>();
        if (!value || !is_short_decimal() || fmt::format("{}", *value) != sql) return std::nullopt;
        return Value{*value};
    }
};

// A value that its type has in several forms.
struct Stored {
    Value value;
    const Schema& schema;

    Value operator()(const Float&) const {
        const auto* whole = std::get_if<std::int64_t>(&value);
        return whole == nullptr ? value : Value{static_cast<double>(*whole)};
    }
    Value operator()(const Enumeration& type) const {
        const Enum* values = schema.enums.find(type.name);
        const auto* number = std::get_if<std::int64_t>(&value);
        if (values == nullptr || number == nullptr) return value;
        for (const EnumValue& each : values->values) {
            if (each.number == *number) return Value{each.name};
        }
        return value;
    }
    Value operator()(const Boolean&) const { return value; }
    Value operator()(const Integer&) const { return value; }
    Value operator()(const String&) const { return value; }
    Value operator()(const Bytes&) const { return value; }
    Value operator()(const Numeric&) const { return value; }
    Value operator()(const Date&) const { return value; }
    Value operator()(const TimeOfDay&) const { return value; }
    Value operator()(const Timestamp&) const { return value; }
    Value operator()(const Interval&) const { return value; }
    Value operator()(const Uuid&) const { return value; }
    Value operator()(const Json&) const { return value; }
    Value operator()(const Custom&) const { return value; }
};

struct DefaultForm {
    const Type& type;
    const Schema& schema;

    std::optional<Default> operator()(const Value& value) const {
        if (std::holds_alternative<Null>(value)) return std::nullopt;
        if (type.array || !type.on.empty()) return value;
        return std::visit(Stored{value, schema}, type.kind);
    }
    std::optional<Default> operator()(Portable portable) const { return portable; }
    std::optional<Default> operator()(const Expression& expression) const {
        Expression plain = normal(expression);
        if (!plain.dialects.empty() || !type.on.empty()) return plain;
        if (plain.sql == "null") return std::nullopt;
        const auto* time = std::get_if<Timestamp>(&type.kind);
        if (time != nullptr && time->instant && !type.array && plain.sql == "current_timestamp") return Portable::now;
        if (type.array) return plain;
        const std::optional<Value> value = std::visit(Literal{plain.sql, schema}, type.kind);
        return value ? (*this)(*value) : Default{plain};
    }
};

std::optional<Default> normal(const std::optional<Default>& given, const Type& type, const Schema& schema) {
    return given ? normal_form(*given, type, schema) : std::nullopt;
}

std::optional<Identity> normal(std::optional<Identity> identity) {
    if (identity && identity->start == 1) identity->start.reset();
    if (identity && identity->increment == 1) identity->increment.reset();
    return identity;
}

std::optional<Computed> normal(std::optional<Computed> computed) {
    if (computed) computed->expression = normal(computed->expression);
    return computed;
}

void normalise(Unique& unique) {
    unique.include = as_set(unique.include);
}

void normalise(Check& check) {
    check.expression = normal(check.expression);
    check.only = as_set(check.only);
}

void normalise(Index& index) {
    for (IndexKey& key : index.keys) {
        if (auto* expression = std::get_if<Expression>(&key.of)) *expression = normal(*expression);
    }
    index.where = normal(index.where);
    index.include = as_set(index.include);
    index.only = as_set(index.only);
}

void normalise(Table& table, const Schema& schema) {
    for (Column& column : table.columns) {
        column.default_value = normal(column.default_value, column.type, schema);
        column.type = normal_form(column.type);
        column.identity = normal(column.identity);
        column.computed = normal(column.computed);
    }
    for (Unique& unique : table.uniques) normalise(unique);
    for (Check& check : table.checks) normalise(check);
    for (Index& index : table.indexes) normalise(index);
}

// A text is stored by its name, an integer by its number, and neither has an order.
void normalise(Enum& type) {
    if (type.storage != EnumStorage::integer) {
        for (EnumValue& value : type.values) value.number = 0;
    }
    if (type.storage == EnumStorage::native) return;
    std::sort(type.values.begin(), type.values.end(),
              [](const EnumValue& a, const EnumValue& b) { return std::tie(a.number, a.name) < std::tie(b.number, b.name); });
}

void normalise(View& view) {
    view.query = normal(view.query);
    view.only = as_set(view.only);
}

void normalise(Sequence& sequence) {
    if (sequence.increment == 1) sequence.increment.reset();
    const bool ascends = sequence.increment.value_or(1) > 0;
    if (ascends && sequence.minimum == 1) sequence.minimum.reset();
    if (ascends && !sequence.minimum && sequence.start == 1) sequence.start.reset();
    sequence.only = as_set(sequence.only);
}

// Its texts are its author's: a comment in a function is kept by the engine, too.
void normalise(Opaque& object) {
    object.only = as_set(object.only);
}

// Each of `after` that says the same as its namesake in `before` is written as there. A comment is what it is.
template <class Objects>
void keep_writing(const Objects& before, Objects& after) {
    for (auto& object : after) {
        const auto* old = before.find(object.name);
        if (old == nullptr || *old == object) continue;
        auto a = *old;
        auto b = object;
        normalise(a);
        normalise(b);
        if constexpr (requires { object.comment; }) {
            if (same_but_for_comment(a, b)) object = commented(*old, object.comment);
        } else if (a == b) {
            object = *old;
        }
    }
}

// One by one: a column that changes its type keeps its default as it is written.
void keep_fields(const Column& old, const Schema& before, Column& column, const Schema& after) {
    if (old == column) return;
    if (normal(old.default_value, old.type, before) == normal(column.default_value, column.type, after))
        column.default_value = old.default_value;
    if (normal_form(old.type) == normal_form(column.type)) column.type = old.type;
    if (normal(old.identity) == normal(column.identity)) column.identity = old.identity;
    if (normal(old.computed) == normal(column.computed)) column.computed = old.computed;
}

}  // namespace

Type normal_form(Type type) {
    if (auto* numeric = std::get_if<Numeric>(&type.kind); numeric != nullptr && numeric->precision && numeric->scale == 0)
        numeric->scale.reset();
    if (auto* custom = std::get_if<Custom>(&type.kind)) custom->sql = normal(custom->sql);
    for (auto& [dialect, text] : type.on) text = in_plain_words(text);
    return type;
}

std::optional<Default> normal_form(const Default& given, const Type& type, const Schema& schema) {
    return std::visit(DefaultForm{type, schema}, given);
}

Schema normal_form(Schema schema) {
    const Schema written = schema;
    for (Table& table : schema.tables) normalise(table, written);
    for (Enum& type : schema.enums) normalise(type);
    for (View& view : schema.views) normalise(view);
    for (Sequence& sequence : schema.sequences) normalise(sequence);
    for (Opaque& object : schema.opaque) normalise(object);
    return schema;
}

Schema as_written_in(const Schema& before, Schema after) {
    keep_writing(before.enums, after.enums);
    keep_writing(before.views, after.views);
    keep_writing(before.sequences, after.sequences);
    keep_writing(before.opaque, after.opaque);
    const Schema models = after;
    for (Table& table : after.tables) {
        const Table* old = before.tables.find(table.name);
        if (old == nullptr || *old == table) continue;
        keep_writing(old->uniques, table.uniques);
        keep_writing(old->checks, table.checks);
        keep_writing(old->indexes, table.indexes);
        for (Column& column : table.columns) {
            if (const Column* known = old->columns.find(column.name)) keep_fields(*known, before, column, models);
        }
    }
    return after;
}

}  // namespace aludel::schema
