#include "sql/postgresql/names.h"

#include <algorithm>

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

std::string first_bytes(std::string_view text, std::size_t most) {
    std::size_t size = std::min(text.size(), most);
    while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return std::string(text.substr(0, size));
}

}  // namespace aludel::migrations::postgresql
