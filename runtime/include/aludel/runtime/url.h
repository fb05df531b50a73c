#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace aludel::runtime {

/// A database URL as SQLAlchemy writes it: scheme://[user[:password]@][host[:port]][/database][?option=value&...].
/// Its parts are percent-decoded.
struct Url {
    std::string scheme = {};
    std::string user = {};
    std::optional<std::string> password = {};
    std::string host = {};
    std::optional<int> port = {};
    /// What follows the slash after the host: "relative.db" for sqlite:///relative.db, "/absolute.db" for
    /// sqlite:////absolute.db, empty for sqlite://.
    std::string database = {};
    std::map<std::string, std::string> options = {};

    friend bool operator==(const Url&, const Url&) = default;
};

/// @throws Error that shows the URL without its password.
Url parse_url(std::string_view url);

/// The URL with `***` in the place of its password, also of one among the options; any other text stays as it is.
/// Never throws for a URL that is not well formed: this is for messages about exactly those.
std::string without_password(std::string_view url);

/// The option's value; empty where it is not given.
std::string option(const Url& url, const std::string& name);

}  // namespace aludel::runtime
