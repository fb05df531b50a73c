#include "sql/postgresql/names.h"

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

std::string quoted(std::string_view identifier) {
    constexpr std::size_t longest = 63;  // NAMEDATALEN - 1
    if (identifier.size() > longest)
        throw schema::SchemaError(
            fmt::format("the name {} has {} bytes, and PostgreSQL keeps {}; shorten it", identifier, identifier.size(), longest));
    return sql::quoted(identifier);
}

std::string quoted_name(const schema::Name& name) {
    return name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

std::string quoted_list(const std::vector<std::string>& identifiers) {
    std::vector<std::string> parts;
    for (const std::string& identifier : identifiers) parts.push_back(quoted(identifier));
    return sql::join(parts, ", ");
}

}  // namespace aludel::migrations::postgresql
