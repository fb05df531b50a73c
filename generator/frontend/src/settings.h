#pragma once

#include <aludel/schema/type.h>

#include <map>
#include <string>
#include <vector>

namespace aludel::frontend {

/// How the name of a table or column is made from the name of a struct or member that does not say it.
enum class NameStyle {
    as_written,         ///< User
    snake_case,         ///< user
    snake_case_plural,  ///< users
};

/// What aludel.toml says of the models.
struct Settings {
    NameStyle table_names = NameStyle::snake_case_plural;
    NameStyle column_names = NameStyle::as_written;
    std::map<std::string, std::string> plurals = {};  ///< irregular words: "person" to "people"
    std::vector<std::string> strip_prefixes = {};     ///< of members: "m_"
    std::vector<std::string> strip_suffixes = {};     ///< of members: "_"
    std::map<std::string, schema::Type> types = {};   ///< "boost::uuids::uuid": C++ types that are columns as these
    bool note_tables_without_primary_key = true;
};

}  // namespace aludel::frontend
