#pragma once

// The small language of revision files. It is all that a revision includes, so it is light: no header but
// <initializer_list>, aggregates of constant data, members out of line. Within an API level no member is ever renamed,
// reordered or removed (docs/revision-api.md); revisions written for a level compile and mean the same for ever.

#include <initializer_list>

namespace aludel {

class connection;  // <aludel/connection.h>, for callbacks of operations::run

/// A string literal: its bytes and their number.
struct str {
    const char* data = nullptr;
    decltype(sizeof 0) size = 0;

    constexpr str() = default;
    template <decltype(sizeof 0) N>
    constexpr str(const char (&literal)[N]) : data(literal), size(N - 1) {}
};

/// The name of a table or type: "users", or {"auth", "users"} in the database schema auth.
struct name {
    str schema = {};
    str object = {};

    constexpr name() = default;
    template <decltype(sizeof 0) N>
    constexpr name(const char (&literal)[N]) : object(literal) {}
    template <decltype(sizeof 0) N, decltype(sizeof 0) M>
    constexpr name(const char (&schema_name)[N], const char (&literal)[M]) : schema(schema_name), object(literal) {}
};

/// The words of one dialect: {"sqlite", "..."}.
struct dialect_text {
    str dialect = {};
    str text = {};
};

/// A piece of SQL: {"for all dialects"}, or {"for the rest", {{"postgresql", "for it"}}}. An aggregate, so that the
/// lists in a static constexpr table live as long as the table.
struct expression {
    str sql = {};
    std::initializer_list<dialect_text> dialects = {};
};

/// A value: a default, a cell of bulk_insert.
struct value {
    enum class kind : unsigned char { unset, none, null, boolean, integer, real, text, blob, now, sql };

    kind is = kind::unset;
    bool boolean = false;
    long long integer = 0;
    double real = 0;
    str text = {};  ///< of a blob: hexadecimal digits

    constexpr value() = default;
    constexpr value(bool v) : is(kind::boolean), boolean(v) {}
    constexpr value(int v) : is(kind::integer), integer(v) {}
    constexpr value(long v) : is(kind::integer), integer(v) {}
    constexpr value(long long v) : is(kind::integer), integer(v) {}
    constexpr value(double v) : is(kind::real), real(v) {}
    template <decltype(sizeof 0) N>
    constexpr value(const char (&literal)[N]) : is(kind::text), text(literal) {}
    constexpr value(kind k, str t = {}) : is(k), text(t) {}
};

/// A column's type; made by the words of aludel::types.
struct data_type {
    enum class kind : unsigned char {
        unset,
        boolean,
        integer,
        floating,
        string,
        bytes,
        numeric,
        date,
        time_of_day,
        timestamp,
        interval,
        uuid,
        json,
        enumeration,
        custom
    };

    kind is = kind::unset;
    int size = -1;  ///< bits, length or precision; -1: none
    int scale = -1;
    bool local = false;
    bool array = false;
    name enumeration = {};
    expression custom = {};  ///< {.custom = {"text", {{"postgresql", "citext"}}}}; with one text: types::custom("citext")
};

namespace types {

inline constexpr data_type boolean{data_type::kind::boolean};
inline constexpr data_type smallint{data_type::kind::integer, 16};
inline constexpr data_type integer{data_type::kind::integer, 32};
inline constexpr data_type bigint{data_type::kind::integer, 64};
inline constexpr data_type real{data_type::kind::floating, 32};
inline constexpr data_type double_precision{data_type::kind::floating, 64};
inline constexpr data_type text{data_type::kind::string};
constexpr data_type varchar(int length) {
    return {data_type::kind::string, length};
}
inline constexpr struct bytes_type : data_type {
    constexpr data_type operator()(int length) const { return {data_type::kind::bytes, length}; }
} bytes{{data_type::kind::bytes}};
inline constexpr struct numeric_type : data_type {
    constexpr data_type operator()(int precision) const { return {data_type::kind::numeric, precision}; }
    constexpr data_type operator()(int precision, int scale) const { return {data_type::kind::numeric, precision, scale}; }
} numeric{{data_type::kind::numeric}};
inline constexpr data_type date{data_type::kind::date};
inline constexpr data_type time_of_day{data_type::kind::time_of_day};
inline constexpr data_type timestamp{data_type::kind::timestamp};
inline constexpr data_type local_timestamp{data_type::kind::timestamp, -1, -1, true};
inline constexpr data_type interval{data_type::kind::interval};
inline constexpr data_type uuid{data_type::kind::uuid};
inline constexpr data_type json{data_type::kind::json};
constexpr data_type enumeration(name of) {
    return {data_type::kind::enumeration, -1, -1, false, false, of};
}
template <decltype(sizeof 0) N, decltype(sizeof 0) M>
constexpr data_type enumeration(const char (&schema)[N], const char (&of)[M]) {
    return enumeration({schema, of});
}
constexpr data_type array_of(data_type element) {
    element.array = true;
    return element;
}
constexpr data_type custom(str sql) {
    return {data_type::kind::custom, -1, -1, false, false, {}, {sql}};
}

inline constexpr value null{value::kind::null};
inline constexpr value now{value::kind::now};          ///< the time of the statement, UTC
inline constexpr value no_default{value::kind::none};  ///< alter_column: the default is dropped
constexpr value sql(str text) {
    return {value::kind::sql, text};
}  ///< by dialect: column::default_sql
constexpr value blob(str hexadecimal) {
    return {value::kind::blob, hexadecimal};
}

enum class generated : unsigned char { unset, no, by_default, always };
using enum generated;

enum class action : unsigned char { no_action, restrict, cascade, set_null, set_default };
using enum action;

enum class deferral : unsigned char { not_deferrable, deferrable, initially_deferred };
using enum deferral;

enum class nulls : unsigned char { engine_default, first, last };

enum class enum_storage : unsigned char { as_text, as_integer, native };
using enum enum_storage;

}  // namespace types

/// A bool that may be left unsaid.
struct flag {
    bool given = false;
    bool is = false;

    constexpr flag() = default;
    constexpr flag(bool v) : given(true), is(v) {}
};

/// An integer that may be left unsaid.
struct number {
    bool given = false;
    long long is = 0;

    constexpr number() = default;
    constexpr number(int v) : given(true), is(v) {}
    constexpr number(long v) : given(true), is(v) {}
    constexpr number(long long v) : given(true), is(v) {}
};

/// A text that may be left unsaid.
struct maybe_text {
    bool given = false;
    str is = {};

    constexpr maybe_text() = default;
    template <decltype(sizeof 0) N>
    constexpr maybe_text(const char (&literal)[N]) : given(true), is(literal) {}
};

struct identity {
    types::generated is = types::generated::unset;
    number start = {};
    number increment = {};

    constexpr identity() = default;
    constexpr identity(types::generated how, number first = {}, number step = {}) : is(how), start(first), increment(step) {}
};

struct computed {
    expression from = {};
    bool stored = false;
};

struct column {
    str name = {};
    data_type type = {};
    bool nullable = false;
    value default_value = {};
    expression default_sql = {};  ///< a default in the words of each dialect
    aludel::identity identity = {};
    aludel::computed computed = {};
    expression collation = {};
    str comment = {};
    std::initializer_list<dialect_text> type_on = {};  ///< the type in a dialect's own words: {{"postgresql", "citext"}}
};

struct primary_key {
    str name = {};
    std::initializer_list<str> columns = {};
    str comment = {};
};

struct unique {
    str name = {};
    std::initializer_list<str> columns = {};
    std::initializer_list<str> include = {};
    bool nulls_not_distinct = false;
    types::deferral deferral = types::not_deferrable;
    str comment = {};
};

struct foreign_key {
    str name = {};
    std::initializer_list<str> columns = {};
    aludel::name references = {};
    std::initializer_list<str> referred_columns = {};
    types::action on_delete = types::no_action;
    types::action on_update = types::no_action;
    types::deferral deferral = types::not_deferrable;
    bool not_valid = false;
    str comment = {};
};

struct check {
    str name = {};
    expression condition = {};
    bool not_valid = false;
    std::initializer_list<str> only = {};
    str comment = {};
};

/// {"email"} or {.expression = {"lower(email)"}}, with its order.
struct index_key {
    str column = {};
    aludel::expression expression = {};
    bool descending = false;
    types::nulls nulls = types::nulls::engine_default;
    str operator_class = {};
    str collation = {};
};

struct index {
    str name = {};
    std::initializer_list<str> columns = {};  ///< or `keys`, where a key is more than a column
    std::initializer_list<index_key> keys = {};
    bool unique = false;
    expression where = {};
    str method = {};
    std::initializer_list<str> include = {};
    bool nulls_not_distinct = false;
    std::initializer_list<str> only = {};
    str comment = {};
};

struct table {
    aludel::name name = {};
    std::initializer_list<column> columns = {};
    aludel::primary_key primary_key = {};
    std::initializer_list<unique> uniques = {};
    std::initializer_list<foreign_key> foreign_keys = {};
    std::initializer_list<check> checks = {};
    std::initializer_list<index> indexes = {};
    str comment = {};
    bool strict = false;
    bool without_rowid = false;
};

struct table_options {
    str comment = {};
    bool strict = false;
    bool without_rowid = false;
};

struct existing_rows {
    expression fill = {};  ///< what the new column holds in the rows that exist
};

/// What alter_column sets; what is left unsaid stays.
struct alteration {
    data_type type = {};
    flag nullable = {};
    value default_value = {};  ///< or no_default
    expression default_sql = {};
    aludel::identity identity = {};  ///< or `no`
    aludel::computed computed = {};
    bool not_computed = false;
    expression collation = {};
    bool default_collation = false;
    maybe_text comment = {};
    expression fill = {};                              ///< what NULLs become when the column becomes NOT NULL
    expression convert = {};                           ///< the new value computed from the old row (USING)
    std::initializer_list<dialect_text> type_on = {};  ///< beside `type`; without it the new type has no words of a dialect's
};

struct enum_value {
    str name = {};
    long long number = 0;
};

struct enum_type {
    aludel::name name = {};
    types::enum_storage storage = types::as_text;
    std::initializer_list<enum_value> values = {};
    str comment = {};
};

struct view {
    aludel::name name = {};
    expression query = {};
    bool materialized = false;
    std::initializer_list<str> only = {};
    str comment = {};
};

struct sequence {
    aludel::name name = {};
    number start = {};
    number increment = {};
    number minimum = {};
    number maximum = {};
    bool cycle = false;
    std::initializer_list<str> only = {};
    str comment = {};
};

struct opaque {
    aludel::name name = {};
    str kind = {};
    expression create = {};  ///< left out, with `drop`, for an "extension" or a "schema": its name says it all
    expression drop = {};
    std::initializer_list<str> only = {};  ///< on another database it does not exist
};

/// What a revision says. It only records: it sees no connection, no dialect and no environment.
class operations {
public:
    void create_table(const table& created);
    void drop_table(name dropped);
    void rename_table(name from, name to);
    void alter_table(name altered, const table_options& options);

    void add_column(name table, const column& added, const existing_rows& rows = {});
    void drop_column(name table, str column);
    void rename_column(name table, str from, str to);
    void alter_column(name table, str column, const alteration& to);

    void create_primary_key(name table, const primary_key& key);
    void create_unique_constraint(name table, const unique& constraint);
    void create_foreign_key(name table, const foreign_key& key);
    void create_check_constraint(name table, const check& constraint);
    void drop_constraint(name table, str constraint);
    void rename_constraint(name table, str from, str to);
    void comment_on_constraint(name table, str constraint, str comment);  ///< here and below, "" takes the comment away

    void create_index(name table, const index& created);
    void drop_index(name table, str index);
    void rename_index(name table, str from, str to);
    void comment_on_index(name table, str index, str comment);

    void create_enum(const enum_type& created);
    void drop_enum(name dropped);
    void alter_enum(const enum_type& to);
    void rename_enum(name from, name to);
    void rename_enum_value(name type, str from, str to);
    void create_view(const view& created);
    void drop_view(name dropped);
    void comment_on_view(name view, str comment);
    void create_sequence(const sequence& created);
    void drop_sequence(name dropped);
    void alter_sequence(const sequence& to);  ///< the number it has come to stays
    void create_opaque(const opaque& created);
    void drop_opaque(name dropped);

    /// SQL of your own, one statement. When it changes the structure, `changes` records how: verify refuses DDL without it.
    void execute(str sql, void (*changes)(operations&) = nullptr);
    void execute(const expression& sql, void (*changes)(operations&) = nullptr);
    void bulk_insert(name table, std::initializer_list<str> columns, std::initializer_list<std::initializer_list<value>> rows);
    /// A data step in C++. The history knows it by name and version; raise the version when the body changes.
    void run(str name, int version, void (*step)(connection&));
    /// The downgrade ends here, before anything is touched, with this reason.
    void irreversible(str reason);

private:
    friend class recorder;
    explicit operations(void* recording) : recording_(recording) {}
    void* recording_;
};

/// A revision: one constant object a file, `extern constinit const aludel::revision revision_<id>`.
struct revision {
    str id = {};
    std::initializer_list<str> parents = {};
    str message = {};
    std::initializer_list<str> labels = {};
    std::initializer_list<str> depends_on = {};
    int api = 0;
    void (*upgrade)(operations&) = nullptr;
    void (*downgrade)(operations&) = nullptr;
};

}  // namespace aludel
