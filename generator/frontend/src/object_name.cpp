#include "object_name.h"

#include <clang/AST/Decl.h>

#include <utility>

namespace aludel::frontend {

std::string written_name(const clang::TagDecl& declaration) {
    if (const clang::TypedefNameDecl* alias = declaration.getTypedefNameForAnonDecl()) return alias->getName().str();
    return declaration.getName().str();
}

std::optional<schema::Name> read_name(const Reading& reading, const Arguments& given, std::size_t index) {
    const std::optional<std::string> text = given.string(index);
    if (!text) return std::nullopt;
    const std::size_t dot = text->find('.');
    if (dot == std::string::npos) return schema::Name(*text);
    if (dot == 0 || dot + 1 == text->size() || text->find('.', dot + 1) != std::string::npos) {
        reading.report.error("bad-name", given.range(index), quoted(*text) + " is no name of a table, a view or an enum",
                             {Report::hint("write \"users\", or \"auth.users\" for one in a schema")});
        return std::nullopt;
    }
    return schema::Name(text->substr(0, dot), text->substr(dot + 1));
}

std::optional<schema::Name> in_schema(const Reading& reading, const clang::Decl& declaration, Place place, schema::Name name) {
    const Use* use = reading.find_use(&declaration, Attribute::schema);
    if (use == nullptr) return name;
    const Arguments given(reading, *use, place);
    const std::optional<std::string> said = given.one_string();
    if (!said) return std::nullopt;
    if (said->find('.') != std::string::npos) {
        reading.report.error("bad-name", given.range(0), quoted(*said) + " is no name of a schema",
                             {Report::hint("a schema stands in none: db::schema(\"auth\")")});
        return std::nullopt;
    }
    if (!name.schema.empty() && name.schema != *said) {
        reading.report.error(
            "two-schemas", use->range(),
            quoted(schema::to_string(name)) + " is in the schema " + quoted(name.schema) + ", and 'db::schema' says " + quoted(*said),
            {Report::hint("say it once: in the name, or with db::schema")});
        return std::nullopt;
    }
    name.schema = *said;
    return name;
}

}  // namespace aludel::frontend
