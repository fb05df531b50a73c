#include "light.h"

#include <cmath>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <aludel/schema/error.h>
#include <aludel/schema/naming.h>

namespace aludel::migrations::light {

namespace {

using schema::SchemaError;

/// The position of the first byte that is no UTF-8 as RFC 3629 has it (nothing overlong, no surrogates), or npos.
std::size_t invalid_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        std::size_t length = 1;
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (lead >= 0x80) {
            if (lead >= 0xC2 && lead <= 0xDF)
                length = 2;
            else if (lead >= 0xE0 && lead <= 0xEF)
                length = 3;
            else if (lead >= 0xF0 && lead <= 0xF4)
                length = 4;
            else
                return i;
            if (lead == 0xE0) low = 0xA0;
            if (lead == 0xED) high = 0x9F;
            if (lead == 0xF0) low = 0x90;
            if (lead == 0xF4) high = 0x8F;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if (byte(i + k) < low || byte(i + k) > high) return i;
            low = 0x80;
            high = 0xBF;
        }
        i += length;
    }
    return std::string_view::npos;
}

std::optional<std::int64_t> integer(const number& from) {
    return from.given ? std::optional<std::int64_t>(from.is) : std::nullopt;
}

bool given(const aludel::expression& from) {
    return from.sql.size != 0 || from.dialects.size() != 0;
}

schema::Blob bytes(const str& hexadecimal, std::string_view what) {
    const std::string digits = text(hexadecimal);
    if (digits.size() % 2 != 0 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
        throw SchemaError(fmt::format(R"({} is blob("{}"): write pairs of hexadecimal digits, blob("00ff"))", what, digits));
    schema::Blob blob;
    blob.reserve(digits.size() / 2);
    for (std::size_t i = 0; i < digits.size(); i += 2) blob.push_back(static_cast<std::byte>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    return blob;
}

std::optional<int> optional_size(int size, int least, std::string_view what, std::string_view of) {
    if (size == -1) return std::nullopt;
    if (size < least) throw SchemaError(fmt::format("{} has the {} {}: it must be at least {}", what, of, size, least));
    return size;
}

schema::Type numeric(const data_type& from, std::string_view what) {
    const auto precision = optional_size(from.size, 1, what, "precision");
    const auto scale = optional_size(from.scale, 0, what, "scale");
    if (scale && !precision) throw SchemaError(fmt::format("{} has a scale and no precision: write numeric(precision, scale)", what));
    if (scale && *scale > *precision)
        throw SchemaError(fmt::format("{} is numeric({}, {}): the scale is more than the precision", what, *precision, *scale));
    return {schema::Numeric{precision, scale}};
}

std::map<std::string, std::string> words_of_dialects(std::initializer_list<dialect_text> from, std::string_view what) {
    std::map<std::string, std::string> made;
    for (const dialect_text& own : from) {
        const std::string dialect = required(own.dialect, "a dialect's name");
        if (!made.emplace(dialect, required(own.text, fmt::format("the type of {} on {}", what, dialect))).second)
            throw SchemaError(fmt::format("{} has two types on {}", what, dialect));
    }
    return made;
}

schema::Type scalar(const data_type& from, std::string_view what) {
    switch (from.is) {
        case data_type::kind::unset:
            if (given(from.custom)) return {schema::Custom{expression(from.custom)}};
            throw SchemaError(fmt::format("{} has no type: write .type = bigint, varchar(255)...", what));
        case data_type::kind::boolean:
            return {schema::Boolean{}};
        case data_type::kind::integer:
            if (from.size != 16 && from.size != 32 && from.size != 64)
                throw SchemaError(fmt::format("{} is an integer of {} bits: write smallint, integer or bigint", what, from.size));
            return {schema::Integer{from.size}};
        case data_type::kind::floating:
            if (from.size != 32 && from.size != 64)
                throw SchemaError(fmt::format("{} is a floating-point number of {} bits: write real or double_precision", what, from.size));
            return {schema::Float{from.size}};
        case data_type::kind::string:
            return {schema::String{optional_size(from.size, 1, what, "length")}};
        case data_type::kind::bytes:
            return {schema::Bytes{optional_size(from.size, 1, what, "length")}};
        case data_type::kind::numeric:
            return numeric(from, what);
        case data_type::kind::date:
            return {schema::Date{}};
        case data_type::kind::time_of_day:
            return {schema::TimeOfDay{}};
        case data_type::kind::timestamp:
            return {schema::Timestamp{!from.local}};
        case data_type::kind::interval:
            return {schema::Interval{}};
        case data_type::kind::uuid:
            return {schema::Uuid{}};
        case data_type::kind::json:
            return {schema::Json{}};
        case data_type::kind::enumeration:
            return {schema::Enumeration{name(from.enumeration, "the enumeration")}};
        case data_type::kind::custom:
            if (!given(from.custom)) throw SchemaError(fmt::format("{} has a custom type without a text: write custom(\"citext\")", what));
            return {schema::Custom{expression(from.custom)}};
    }
    throw SchemaError(fmt::format("{} has a type that this library does not know", what));
}

/// A default in either of its two spellings; nullopt: none is given.
std::optional<schema::Default> default_of(const value& constant_or_word, const aludel::expression& in_dialects, std::string_view what) {
    const bool unsaid = constant_or_word.is == value::kind::unset;
    if (given(in_dialects)) {
        if (!unsaid) throw SchemaError(fmt::format("{} has both .default_value and .default_sql: write one of them", what));
        return expression(in_dialects);
    }
    switch (constant_or_word.is) {
        case value::kind::unset:
        case value::kind::none:
            return std::nullopt;
        case value::kind::now:
            return schema::Portable::now;
        case value::kind::sql:
            return schema::Expression{required(constant_or_word.text, "the text of sql(...)"), {}};
        case value::kind::null:
        case value::kind::boolean:
        case value::kind::integer:
        case value::kind::real:
        case value::kind::text:
        case value::kind::blob:
            break;
    }
    return constant(constant_or_word, fmt::format("the default of {}", what));
}

std::optional<schema::Identity> identity(const aludel::identity& from) {
    if (from.is == types::generated::unset || from.is == types::generated::no) return std::nullopt;
    return schema::Identity{from.is == types::generated::always, integer(from.start), integer(from.increment)};
}

std::optional<schema::Computed> computed(const aludel::computed& from, std::string_view what) {
    if (given(from.from)) return schema::Computed{expression(from.from), from.stored};
    if (from.stored)
        throw SchemaError(fmt::format("{} is computed and stored, and from nothing: write .computed = {{.from = {{\"...\"}}}}", what));
    return std::nullopt;
}

schema::Action action(types::action from) {
    switch (from) {
        case types::action::no_action:
            return schema::Action::no_action;
        case types::action::restrict:
            return schema::Action::restrict;
        case types::action::cascade:
            return schema::Action::cascade;
        case types::action::set_null:
            return schema::Action::set_null;
        case types::action::set_default:
            return schema::Action::set_default;
    }
    throw SchemaError("an action of a foreign key that this library does not know");
}

schema::Deferrability deferrability(types::deferral from) {
    switch (from) {
        case types::deferral::not_deferrable:
            return schema::Deferrability::not_deferrable;
        case types::deferral::deferrable:
            return schema::Deferrability::deferrable;
        case types::deferral::initially_deferred:
            return schema::Deferrability::initially_deferred;
    }
    throw SchemaError("a deferral that this library does not know");
}

schema::NullsOrder nulls_order(types::nulls from) {
    switch (from) {
        case types::nulls::engine_default:
            return schema::NullsOrder::engine_default;
        case types::nulls::first:
            return schema::NullsOrder::first;
        case types::nulls::last:
            return schema::NullsOrder::last;
    }
    throw SchemaError("an order of NULLs that this library does not know");
}

/// Columns of a key: at least one, none twice.
std::vector<std::string> key_columns(std::initializer_list<str> from, std::string_view what) {
    std::vector<std::string> columns = texts(from, "a column's name");
    if (columns.empty()) throw SchemaError(fmt::format("{} has no columns: write .columns = {{\"...\"}}", what));
    std::set<std::string> seen;
    for (const std::string& column : columns)
        if (!seen.insert(column).second) throw SchemaError(fmt::format("{} names the column {} twice", what, column));
    return columns;
}

std::string named(const std::string& given_name, std::string by_convention) {
    if (!given_name.empty()) return given_name;
    return by_convention;
}

schema::IndexKey key(const index_key& from, const std::string& of) {
    schema::IndexKey made;
    const std::string column = text(from.column);
    if (column.empty() == !given(from.expression))
        throw SchemaError(fmt::format("a key of {} is {}: write {{\"email\"}} for a column or {{.expression = {{\"lower(email)\"}}}}", of,
                                      column.empty() ? "neither a column nor an expression" : "a column and an expression"));
    if (column.empty())
        made.of = expression(from.expression);
    else
        made.of = column;
    made.descending = from.descending;
    made.nulls = nulls_order(from.nulls);
    made.operator_class = text(from.operator_class);
    made.collation = text(from.collation);
    return made;
}

template <class Set, class Item>
void add(Set& to, Item item, std::string_view what) {
    const std::string its_name = item.name;
    if (!to.add(std::move(item))) throw SchemaError(fmt::format("there are two {} {}", what, its_name));
}

}  // namespace

std::string text(const str& from) {
    const std::string_view view(from.data == nullptr ? "" : from.data, from.size);
    if (const auto at = invalid_utf8(view); at != std::string_view::npos)
        throw SchemaError(fmt::format("a text is not UTF-8: byte {} after \"{}\"", at + 1, view.substr(0, at)));
    if (const auto at = view.find('\0'); at != std::string_view::npos)
        throw SchemaError(
            fmt::format(R"(a text holds a zero byte after "{}": no database stores it; write blob("..."))", view.substr(0, at)));
    return std::string(view);
}

std::string required(const str& from, std::string_view what) {
    std::string made = text(from);
    if (made.empty()) throw SchemaError(fmt::format("{} is empty", what));
    return made;
}

std::vector<std::string> texts(std::initializer_list<str> from, std::string_view what) {
    std::vector<std::string> made;
    made.reserve(from.size());
    for (const str& one : from) made.push_back(required(one, what));
    return made;
}

schema::Name name(const aludel::name& from, std::string_view what) {
    return {text(from.schema), required(from.object, what)};
}

schema::Expression expression(const aludel::expression& from) {
    schema::Expression made{text(from.sql), {}};
    for (const dialect_text& own : from.dialects) {
        const std::string dialect = required(own.dialect, "a dialect's name");
        if (!made.dialects.emplace(dialect, required(own.text, fmt::format("the text for {}", dialect))).second)
            throw SchemaError(fmt::format("there are two texts for {}", dialect));
    }
    return made;
}

schema::Value constant(const value& from, std::string_view what) {
    switch (from.is) {
        case value::kind::null:
            return schema::Null{};
        case value::kind::boolean:
            return from.boolean;
        case value::kind::integer:
            return static_cast<std::int64_t>(from.integer);
        case value::kind::real:
            if (!std::isfinite(from.real)) throw SchemaError(fmt::format("{} is not a finite number", what));
            return from.real;
        case value::kind::text:
            return text(from.text);
        case value::kind::blob:
            return bytes(from.text, what);
        case value::kind::unset:
            throw SchemaError(fmt::format("{} has no value: write null for NULL", what));
        case value::kind::none:
            throw SchemaError(fmt::format("{} is no_default, a word for alter_column alone", what));
        case value::kind::now:
            throw SchemaError(fmt::format("{} is now, and only a constant can stand there: use op.execute", what));
        case value::kind::sql:
            throw SchemaError(fmt::format("{} is sql(...), and only a constant can stand there: use op.execute", what));
    }
    throw SchemaError(fmt::format("{} is a value that this library does not know", what));
}

schema::Type type(const data_type& from, std::string_view what) {
    schema::Type made = scalar(from, what);
    made.array = from.array;
    return made;
}

schema::Column column(const aludel::column& from) {
    schema::Column made;
    made.name = required(from.name, "a column's name");
    const std::string what = fmt::format("column {}", made.name);
    made.type = type(from.type, what);
    made.nullable = from.nullable;
    made.default_value = default_of(from.default_value, from.default_sql, what);
    made.identity = identity(from.identity);
    made.computed = computed(from.computed, what);
    made.collation = expression(from.collation);
    made.comment = text(from.comment);
    made.type.on = words_of_dialects(from.type_on, what);
    return made;
}

schema::PrimaryKey primary_key(const schema::Name& table, const aludel::primary_key& from) {
    schema::PrimaryKey made;
    made.columns = key_columns(from.columns, "the primary key");
    made.name = named(text(from.name), schema::primary_key_name(table));
    made.comment = text(from.comment);
    return made;
}

schema::Unique unique(const schema::Name& table, const aludel::unique& from) {
    schema::Unique made;
    made.columns = key_columns(from.columns, "a unique constraint");
    made.name = named(text(from.name), schema::unique_name(table, made.columns));
    made.include = texts(from.include, "an included column's name");
    made.nulls_not_distinct = from.nulls_not_distinct;
    made.deferrability = deferrability(from.deferral);
    made.comment = text(from.comment);
    return made;
}

schema::ForeignKey foreign_key(const schema::Name& table, const aludel::foreign_key& from) {
    schema::ForeignKey made;
    made.columns = key_columns(from.columns, "a foreign key");
    made.name = named(text(from.name), schema::foreign_key_name(table, made.columns));
    made.referred_table = name(from.references, "what a foreign key references");
    made.referred_columns = key_columns(from.referred_columns, fmt::format("what {} references", made.name));
    if (made.columns.size() != made.referred_columns.size())
        throw SchemaError(
            fmt::format("the foreign key {} leads from {} columns to {}", made.name, made.columns.size(), made.referred_columns.size()));
    made.on_delete = action(from.on_delete);
    made.on_update = action(from.on_update);
    made.deferrability = deferrability(from.deferral);
    made.not_valid = from.not_valid;
    made.comment = text(from.comment);
    return made;
}

schema::Check check(const aludel::check& from) {
    schema::Check made;
    made.name = text(from.name);
    made.expression = expression(from.condition);
    if (made.name.empty()) throw SchemaError("a check has no columns to be named after: write .name = \"ck_...\"");
    if (made.expression.empty()) throw SchemaError(fmt::format("the check {} has no condition: write .condition = {{\"...\"}}", made.name));
    made.not_valid = from.not_valid;
    made.only = texts(from.only, "a dialect's name");
    made.comment = text(from.comment);
    return made;
}

schema::Index index(const schema::Name& table, const aludel::index& from) {
    schema::Index made;
    made.name = text(from.name);
    const std::string what = made.name.empty() ? "an index" : fmt::format("the index {}", made.name);
    if (from.columns.size() != 0 && from.keys.size() != 0)
        throw SchemaError(fmt::format("{} has both .columns and .keys: write one of them", what));
    if (from.columns.size() == 0 && from.keys.size() == 0)
        throw SchemaError(fmt::format("{} has no columns: write .columns = {{\"...\"}}", what));
    for (const std::string& column : texts(from.columns, "a column's name")) {
        schema::IndexKey plain;
        plain.of = column;
        made.keys.push_back(std::move(plain));
    }
    for (const index_key& one : from.keys) made.keys.push_back(key(one, what));
    if (made.name.empty()) {
        std::vector<std::string> columns;
        for (const schema::IndexKey& one : made.keys) {
            const auto* column = std::get_if<std::string>(&one.of);
            if (column == nullptr)
                throw SchemaError("an index over an expression has no columns to be named after: write .name = \"ix_...\"");
            columns.push_back(*column);
        }
        made.name = schema::index_name(table, columns);
    }
    made.unique = from.unique;
    made.where = expression(from.where);
    made.method = text(from.method);
    made.include = texts(from.include, "an included column's name");
    made.nulls_not_distinct = from.nulls_not_distinct;
    made.only = texts(from.only, "a dialect's name");
    made.comment = text(from.comment);
    return made;
}

schema::Table table(const aludel::table& from) {
    schema::Table made;
    made.name = name(from.name, "the table's name");
    for (const aludel::column& one : from.columns) add(made.columns, column(one), "columns");
    if (made.columns.empty()) throw SchemaError("the table has no columns");
    if (from.primary_key.columns.size() != 0 || from.primary_key.name.size != 0)
        made.primary_key = primary_key(made.name, from.primary_key);
    for (const aludel::unique& one : from.uniques) add(made.uniques, unique(made.name, one), "unique constraints");
    for (const aludel::foreign_key& one : from.foreign_keys) add(made.foreign_keys, foreign_key(made.name, one), "foreign keys");
    for (const aludel::check& one : from.checks) add(made.checks, check(one), "checks");
    for (const aludel::index& one : from.indexes) add(made.indexes, index(made.name, one), "indexes");
    made.options = {text(from.comment), from.strict, from.without_rowid};
    return made;
}

schema::TableOptions options(const table_options& from) {
    return {text(from.comment), from.strict, from.without_rowid};
}

schema::AlterColumn alteration(const schema::Name& table, const std::string& column, const aludel::alteration& from) {
    schema::AlterColumn made;
    made.table = table;
    made.before.name = column;
    made.after.name = column;
    const std::string what = fmt::format("column {}", column);
    if (from.type.is != data_type::kind::unset || given(from.type.custom)) {
        made.fields.type = true;
        made.after.type = type(from.type, what);
        made.after.type.on = words_of_dialects(from.type_on, what);
    } else if (from.type_on.size() != 0) {
        throw SchemaError(fmt::format("{} has .type_on without .type: write both, or one type = custom(\"...\")", what));
    }
    if (from.nullable.given) {
        made.fields.nullable = true;
        made.after.nullable = from.nullable.is;
    }
    if (from.default_value.is != value::kind::unset || given(from.default_sql)) {
        made.fields.default_value = true;
        made.after.default_value = default_of(from.default_value, from.default_sql, what);
    }
    if (from.identity.is != types::generated::unset) {
        made.fields.identity = true;
        made.after.identity = identity(from.identity);
    }
    if (from.not_computed || given(from.computed.from) || from.computed.stored) {
        made.fields.computed = true;
        made.after.computed = computed(from.computed, what);
        if (from.not_computed && made.after.computed) throw SchemaError(fmt::format("{} has both .computed and .not_computed", what));
    }
    if (from.default_collation || given(from.collation)) {
        made.fields.collation = true;
        made.after.collation = expression(from.collation);
        if (from.default_collation && given(from.collation))
            throw SchemaError(fmt::format("{} has both .collation and .default_collation", what));
    }
    if (from.comment.given) {
        made.fields.comment = true;
        made.after.comment = text(from.comment.is);
    }
    if (made.fields == schema::ColumnFields{})
        throw SchemaError(fmt::format("nothing of {} is altered: write .type, .nullable, .default_value...", what));
    made.fill = expression(from.fill);
    made.convert = expression(from.convert);
    return made;
}

schema::Enum enumeration(const enum_type& from) {
    schema::Enum made;
    made.name = name(from.name, "the enum's name");
    switch (from.storage) {
        case types::enum_storage::as_text:
            made.storage = schema::EnumStorage::text;
            break;
        case types::enum_storage::as_integer:
            made.storage = schema::EnumStorage::integer;
            break;
        case types::enum_storage::native:
            made.storage = schema::EnumStorage::native;
            break;
    }
    std::set<std::string> names;
    std::set<std::int64_t> numbers;
    for (const enum_value& one : from.values) {
        const std::string label = required(one.name, "an enum value's name");
        if (!names.insert(label).second) throw SchemaError(fmt::format("there are two values {}", label));
        if (!numbers.insert(one.number).second && made.storage == schema::EnumStorage::integer)
            throw SchemaError(fmt::format("the value {} has the number {} of another: they are stored as integers", label, one.number));
        made.values.push_back({label, one.number});
    }
    if (made.values.empty()) throw SchemaError("the enum has no values");
    made.comment = text(from.comment);
    return made;
}

schema::View view(const aludel::view& from) {
    schema::View made{name(from.name, "the view's name"), expression(from.query), from.materialized};
    made.only = texts(from.only, "a dialect's name");
    if (made.query.empty()) throw SchemaError("the view has no query");
    made.comment = text(from.comment);
    return made;
}

schema::Sequence sequence(const aludel::sequence& from) {
    return {name(from.name, "the sequence's name"),
            integer(from.start),
            integer(from.increment),
            integer(from.minimum),
            integer(from.maximum),
            from.cycle,
            texts(from.only, "a dialect's name"),
            text(from.comment)};
}

schema::Opaque opaque(const aludel::opaque& from) {
    schema::Opaque made{name(from.name, "the object's name"), text(from.kind), expression(from.create), expression(from.drop),
                        texts(from.only, "a dialect's name")};
    if (made.create.empty() && !made.is_made_of_its_name()) throw SchemaError("the object has no .create text");
    return made;
}

}  // namespace aludel::migrations::light
