#include "attribute.h"

#include "spelling.h"

namespace aludel::frontend {

const std::vector<AttributeKind>& attribute_kinds() {
    static const std::vector<AttributeKind> kinds = {
        {"check", Attribute::check, "db::check(\"price >= 0\") or db::check(\"ck_price\", \"price >= 0\")",
         "db::check(\"price >= 0\") or db::check(\"ck_price\", \"price >= 0\")", true},
        {"column", Attribute::column, "", "db::column(\"name\")"},
        {"default_sql", Attribute::default_sql, "", "db::default_sql(\"lower(name)\") or db::default_sql(db::now)", false, true},
        {"default_value", Attribute::default_value, "", "db::default_value, for the member's initialiser, or db::default_value(0)"},
        {"fill", Attribute::fill, "", "db::fill(\"lower(name)\")"},
        {"identity", Attribute::identity, "", "db::identity"},
        {"index", Attribute::index, "db::index(&T::a, &T::b)", "db::index", true},
        {"length", Attribute::length, "", "db::length(255)"},
        {"now", Attribute::now, "", "db::now"},
        {"numeric", Attribute::numeric, "", "db::numeric(8, 2)"},
        {"on_delete", Attribute::on_delete, "", "db::on_delete(db::cascade)", false, true},
        {"on_update", Attribute::on_update, "", "db::on_update(db::cascade)", false, true},
        {"primary_key", Attribute::primary_key, "db::primary_key(&T::a, &T::b)", "db::primary_key"},
        {"references", Attribute::references, "", "db::references(&T::id)"},
        {"renamed_from", Attribute::renamed_from, "db::renamed_from(\"old\")", "db::renamed_from(\"old\")"},
        {"table", Attribute::table, "db::table(\"name\")", ""},
        {"unique", Attribute::unique, "db::unique(&T::a, &T::b)", "db::unique", true},
    };
    return kinds;
}

const AttributeKind* find_attribute(std::string_view name) {
    for (const AttributeKind& kind : attribute_kinds()) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

std::string_view nearest_attribute(std::string_view written) {
    std::vector<std::string_view> names;
    for (const AttributeKind& kind : attribute_kinds()) names.push_back(kind.name);
    return nearest(written, names);
}

}  // namespace aludel::frontend
