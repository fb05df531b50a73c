#include <clang/AST/DeclCXX.h>

#include "model.h"
#include "naming.h"

namespace aludel::frontend {

std::optional<std::string> read_column_name(Reading& reading, const clang::FieldDecl& field) {
    if (const Use* use = reading.find_use(&field, Attribute::column)) {
        if (auto name = Arguments(reading, *use, Place::member).one_string()) return name;
    }
    const std::string member = field.getName().str();
    std::string name = column_name(member, reading.settings);
    if (is_name(name)) return name;
    reading.report.error("no-name-left", name_range(field),
                         name.empty() ? "nothing is left of " + quoted(member) + " as the name of a column"
                                      : quoted(name) + ", which is left of " + quoted(member) + ", is no name of a column",
                         {Report::hint("aludel.toml says what is stripped from members: [naming] strip_prefixes and strip_suffixes"),
                          Report::hint("name it here: db::column(\"...\")")});
    return std::nullopt;
}

}  // namespace aludel::frontend
