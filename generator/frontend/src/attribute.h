#pragma once

#include <string_view>
#include <vector>

namespace aludel::frontend {

/// What may stand in `[[db::...]]`.
enum class Attribute {
    as_integer,
    as_text,
    check,
    collate,
    column,
    comment,
    computed,
    default_sql,
    default_value,
    deferrable,
    embedded,
    fill,
    foreign_key,
    identity,
    ignore,
    index,
    initially_deferred,
    length,
    materialized_view,
    native_enum,
    now,
    numeric,
    on_delete,
    on_update,
    primary_key,
    references,
    renamed_from,
    schema,
    strict,
    table,
    type,
    unique,
    value,
    view,
    without_rowid,
};

/// What may stand among an attribute's arguments: `db::index(&T::a, db::where("..."))`.
enum class Option {
    always,
    columns,
    comment,
    deferrable,
    desc,
    expression,
    include,
    increment,
    initially_deferred,
    method,
    name,
    not_valid,
    nulls_first,
    nulls_last,
    nulls_not_distinct,
    on_delete,
    on_update,
    only,
    operator_class,
    start,
    stored,
    unique,
    where,
};

/// The declarations that an attribute may stand on.
enum class Place { structure, member, enumeration, enumerator, alias };

/// One of the attributes that a model may carry: `[[db::name]]`. The forms say how it is written at a place, for messages; empty: it
/// says nothing there.
struct AttributeKind {
    std::string_view name = {};
    Attribute attribute = {};
    std::string_view on_struct = {};
    std::string_view on_member = {};
    std::string_view on_enum = {};
    std::string_view on_enumerator = {};
    bool on_alias = false;             ///< where it says something about a member it says it about an alias of the member's type, too
    bool repeatable = false;           ///< several on one declaration say several things
    bool takes_word = false;           ///< its argument may be a word of ours: db::cascade
    std::vector<Option> options = {};  ///< that it takes, wherever it stands

    std::string_view form(Place place) const;
};

struct OptionKind {
    std::string_view name = {};
    Option option = {};
    std::string_view form = {};  ///< how it is written, for messages
    bool wraps_key = false;      ///< stands in the place of a column: db::desc(&T::a)
    bool stands_alone = false;   ///< and without one, where the member is the key: db::index(db::desc)
    bool takes_word = false;
};

/// Sorted by name.
const std::vector<AttributeKind>& attribute_kinds();
const std::vector<OptionKind>& option_kinds();

/// nullptr when there is none of that name.
const AttributeKind* find_attribute(std::string_view name);
const OptionKind* find_option(std::string_view name);
const OptionKind& kind_of(Option option);

/// The name of an attribute, of an option that `written` is most likely a slip of; empty when none is near.
std::string_view nearest_attribute(std::string_view written);
std::string_view nearest_option(std::string_view written);

/// The databases that db::only may name.
const std::vector<std::string_view>& dialect_names();

}  // namespace aludel::frontend
