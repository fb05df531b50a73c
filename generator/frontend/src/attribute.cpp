#include "attribute.h"

#include <algorithm>

#include "spelling.h"

namespace aludel::frontend {
namespace {

template <class Kinds>
auto find_kind(const Kinds& kinds, std::string_view name) -> decltype(&kinds.front()) {
    for (const auto& kind : kinds) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

template <class Kinds>
std::string_view nearest_kind(const Kinds& kinds, std::string_view written) {
    std::vector<std::string_view> names;
    for (const auto& kind : kinds) names.push_back(kind.name);
    return nearest(written, names);
}

}  // namespace

std::string_view AttributeKind::form(Place place) const {
    switch (place) {
        case Place::structure:
            return on_struct;
        case Place::member:
            return on_member;
        case Place::enumeration:
            return on_enum;
        case Place::enumerator:
            return on_enumerator;
        case Place::alias:
            return on_alias ? on_member : std::string_view();
    }
    return {};
}

const std::vector<AttributeKind>& attribute_kinds() {
    static const std::vector<AttributeKind> kinds = {
        {.name = "as_integer", .attribute = Attribute::as_integer, .on_enum = "db::as_integer, or db::as_integer(\"name\")"},
        {.name = "as_text", .attribute = Attribute::as_text, .on_enum = "db::as_text, or db::as_text(\"name\")"},
        {.name = "check",
         .attribute = Attribute::check,
         .on_struct = "db::check(\"price >= 0\") or db::check(\"ck_price\", \"price >= 0\")",
         .on_member = "db::check(\"price >= 0\") or db::check(\"ck_price\", \"price >= 0\")",
         .on_alias = true,
         .repeatable = true,
         .options = {Option::comment, Option::name, Option::not_valid, Option::only}},
        {.name = "collate",
         .attribute = Attribute::collate,
         .on_member = "db::collate(\"nocase\")",
         .on_alias = true,
         .repeatable = true,
         .options = {Option::only}},
        {.name = "column", .attribute = Attribute::column, .on_member = "db::column(\"name\")"},
        {.name = "comment",
         .attribute = Attribute::comment,
         .on_struct = "db::comment(\"what it holds\")",
         .on_member = "db::comment(\"what it holds\")",
         .on_enum = "db::comment(\"what it says\")",
         .on_alias = true},
        {.name = "computed",
         .attribute = Attribute::computed,
         .on_member = "db::computed(\"price * amount\", db::stored)",
         .repeatable = true,
         .options = {Option::only, Option::stored}},
        {.name = "default_sql",
         .attribute = Attribute::default_sql,
         .on_member = "db::default_sql(\"lower(name)\") or db::default_sql(db::now)",
         .on_alias = true,
         .repeatable = true,
         .takes_word = true,
         .options = {Option::only}},
        {.name = "default_value",
         .attribute = Attribute::default_value,
         .on_member = "db::default_value, for the member's initialiser, or db::default_value(0)",
         .on_alias = true},
        {.name = "deferrable", .attribute = Attribute::deferrable, .on_member = "db::deferrable"},
        {.name = "embedded", .attribute = Attribute::embedded, .on_member = "db::embedded, or db::embedded(\"prefix_\")"},
        {.name = "fill",
         .attribute = Attribute::fill,
         .on_member = "db::fill(\"lower(name)\")",
         .repeatable = true,
         .options = {Option::only}},
        {.name = "foreign_key",
         .attribute = Attribute::foreign_key,
         .on_struct = "db::foreign_key(db::columns(&T::a, &T::b), db::columns(&U::a, &U::b))",
         .repeatable = true,
         .options = {Option::comment, Option::deferrable, Option::initially_deferred, Option::name, Option::not_valid, Option::on_delete,
                     Option::on_update}},
        {.name = "identity",
         .attribute = Attribute::identity,
         .on_member = "db::identity, or db::identity(db::always, db::start(1000), db::increment(1))",
         .options = {Option::always, Option::increment, Option::start}},
        {.name = "ignore", .attribute = Attribute::ignore, .on_member = "db::ignore"},
        {.name = "index",
         .attribute = Attribute::index,
         .on_struct = "db::index(&T::a, db::desc(&T::b), db::expression(\"lower(c)\"))",
         .on_member = "db::index, or db::index(db::desc)",
         .repeatable = true,
         .options = {Option::comment, Option::include, Option::method, Option::name, Option::nulls_not_distinct, Option::only,
                     Option::unique, Option::where}},
        {.name = "initially_deferred", .attribute = Attribute::initially_deferred, .on_member = "db::initially_deferred"},
        {.name = "length", .attribute = Attribute::length, .on_member = "db::length(255)", .on_alias = true},
        {.name = "materialized_view",
         .attribute = Attribute::materialized_view,
         .on_struct = "db::materialized_view(\"select ...\")",
         .repeatable = true,
         .options = {Option::name, Option::only}},
        {.name = "native_enum", .attribute = Attribute::native_enum, .on_enum = "db::native_enum, or db::native_enum(\"name\")"},
        {.name = "now", .attribute = Attribute::now, .on_member = "db::now", .on_alias = true},
        {.name = "numeric", .attribute = Attribute::numeric, .on_member = "db::numeric(8, 2)", .on_alias = true},
        {.name = "on_delete", .attribute = Attribute::on_delete, .on_member = "db::on_delete(db::cascade)", .takes_word = true},
        {.name = "on_update", .attribute = Attribute::on_update, .on_member = "db::on_update(db::cascade)", .takes_word = true},
        {.name = "primary_key",
         .attribute = Attribute::primary_key,
         .on_struct = "db::primary_key(&T::a, &T::b)",
         .on_member = "db::primary_key",
         .options = {Option::comment, Option::name}},
        {.name = "references",
         .attribute = Attribute::references,
         .on_member = "db::references(&T::id), or db::references(\"users.id\")",
         .options = {Option::comment, Option::deferrable, Option::initially_deferred, Option::name, Option::not_valid, Option::on_delete,
                     Option::on_update}},
        {.name = "renamed_from",
         .attribute = Attribute::renamed_from,
         .on_struct = "db::renamed_from(\"old\")",
         .on_member = "db::renamed_from(\"old\")",
         .on_enum = "db::renamed_from(\"old\")",
         .on_enumerator = "db::renamed_from(\"old\")"},
        {.name = "schema", .attribute = Attribute::schema, .on_struct = "db::schema(\"auth\")", .on_enum = "db::schema(\"auth\")"},
        {.name = "strict", .attribute = Attribute::strict, .on_struct = "db::strict"},
        {.name = "table",
         .attribute = Attribute::table,
         .on_struct = "db::table, for a name by the naming convention, or db::table(\"name\")"},
        {.name = "type",
         .attribute = Attribute::type,
         .on_member = "db::type(\"citext\"), or db::type(\"citext\", db::only(\"postgresql\"))",
         .on_alias = true,
         .repeatable = true,
         .options = {Option::only}},
        {.name = "unique",
         .attribute = Attribute::unique,
         .on_struct = "db::unique(&T::a, &T::b)",
         .on_member = "db::unique, or db::unique(db::where(\"deleted_at is null\"))",
         .repeatable = true,
         .options = {Option::comment, Option::deferrable, Option::include, Option::initially_deferred, Option::name,
                     Option::nulls_not_distinct, Option::only, Option::where}},
        {.name = "value", .attribute = Attribute::value, .on_member = "db::value", .on_enumerator = "db::value(\"PG-13\")"},
        {.name = "view",
         .attribute = Attribute::view,
         .on_struct = "db::view(\"select ...\")",
         .repeatable = true,
         .options = {Option::name, Option::only}},
        {.name = "without_rowid", .attribute = Attribute::without_rowid, .on_struct = "db::without_rowid"},
    };
    return kinds;
}

const std::vector<OptionKind>& option_kinds() {
    static const std::vector<OptionKind> kinds = {
        {.name = "always", .option = Option::always, .form = "db::always"},
        {.name = "columns", .option = Option::columns, .form = "db::columns(&T::a, &T::b)", .wraps_key = true},
        {.name = "comment", .option = Option::comment, .form = "db::comment(\"what it is for\")"},
        {.name = "deferrable", .option = Option::deferrable, .form = "db::deferrable"},
        {.name = "desc", .option = Option::desc, .form = "db::desc(&T::a)", .wraps_key = true, .stands_alone = true},
        {.name = "expression", .option = Option::expression, .form = "db::expression(\"lower(email)\")", .wraps_key = true},
        {.name = "include", .option = Option::include, .form = "db::include(&T::a, &T::b)"},
        {.name = "increment", .option = Option::increment, .form = "db::increment(10)"},
        {.name = "initially_deferred", .option = Option::initially_deferred, .form = "db::initially_deferred"},
        {.name = "method", .option = Option::method, .form = "db::method(\"gin\")"},
        {.name = "name", .option = Option::name, .form = "db::name(\"ix_users_email\")"},
        {.name = "not_valid", .option = Option::not_valid, .form = "db::not_valid"},
        {.name = "nulls_first", .option = Option::nulls_first, .form = "db::nulls_first(&T::a)", .wraps_key = true, .stands_alone = true},
        {.name = "nulls_last", .option = Option::nulls_last, .form = "db::nulls_last(&T::a)", .wraps_key = true, .stands_alone = true},
        {.name = "nulls_not_distinct", .option = Option::nulls_not_distinct, .form = "db::nulls_not_distinct"},
        {.name = "on_delete", .option = Option::on_delete, .form = "db::on_delete(db::cascade)", .takes_word = true},
        {.name = "on_update", .option = Option::on_update, .form = "db::on_update(db::cascade)", .takes_word = true},
        {.name = "only", .option = Option::only, .form = "db::only(\"postgresql\")"},
        {.name = "operator_class",
         .option = Option::operator_class,
         .form = "db::operator_class(&T::a, \"gin_trgm_ops\")",
         .wraps_key = true},
        {.name = "start", .option = Option::start, .form = "db::start(1000)"},
        {.name = "stored", .option = Option::stored, .form = "db::stored"},
        {.name = "unique", .option = Option::unique, .form = "db::unique"},
        {.name = "where", .option = Option::where, .form = "db::where(\"deleted_at is null\")"},
    };
    return kinds;
}

const AttributeKind* find_attribute(std::string_view name) {
    return find_kind(attribute_kinds(), name);
}

const OptionKind* find_option(std::string_view name) {
    return find_kind(option_kinds(), name);
}

const OptionKind& kind_of(Option option) {
    return *std::find_if(option_kinds().begin(), option_kinds().end(), [&](const OptionKind& kind) { return kind.option == option; });
}

std::string_view nearest_attribute(std::string_view written) {
    return nearest_kind(attribute_kinds(), written);
}

std::string_view nearest_option(std::string_view written) {
    return nearest_kind(option_kinds(), written);
}

const std::vector<std::string_view>& dialect_names() {
    static const std::vector<std::string_view> names = {"postgresql", "sqlite"};
    return names;
}

}  // namespace aludel::frontend
