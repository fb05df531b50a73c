#pragma once

#include <string_view>
#include <vector>

namespace aludel::frontend {

enum class Attribute {
    check,
    column,
    default_sql,
    default_value,
    fill,
    identity,
    index,
    length,
    now,
    numeric,
    on_delete,
    on_update,
    primary_key,
    references,
    renamed_from,
    table,
    unique,
};

/// One of the attributes that a model may carry: `[[db::name]]`.
struct AttributeKind {
    std::string_view name;
    Attribute attribute;
    std::string_view on_struct;  ///< how it is written there, for messages; empty: not allowed
    std::string_view on_member;
    bool repeatable = false;  ///< several on one declaration say several things
    bool takes_word = false;  ///< its argument may be a word of ours: db::cascade
};

/// Sorted by name.
const std::vector<AttributeKind>& attribute_kinds();

/// nullptr when there is no such attribute.
const AttributeKind* find_attribute(std::string_view name);

/// The name of an attribute that `written` is most likely a slip of; empty when none is near.
std::string_view nearest_attribute(std::string_view written);

}  // namespace aludel::frontend
