#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::runtime::postgresql {

/// How to connect: what a URL says, as libpq's connection string. What the URL leaves out is libpq's to find: environment
/// (PGHOST, PGSERVICE...), service files, password files.
struct Conninfo {
    std::string text = {};   ///< "host='localhost' dbname='shop' ..."
    std::string shown = {};  ///< the URL without its password, for messages
    std::vector<std::string> secrets = {};

    /// The text with *** where it holds a secret.
    std::string without_password(std::string text) const;
};

/// @throws Error for a URL that says a thing twice, or that libpq could not be told.
Conninfo conninfo(std::string_view url);

}  // namespace aludel::runtime::postgresql
