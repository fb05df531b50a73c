#include "postgresql/conninfo.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <aludel/runtime/error.h>
#include <aludel/runtime/url.h>

namespace aludel::runtime::postgresql {
namespace {

/// A value as a connection string has it (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
std::string quoted(std::string_view value) {
    std::string result = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

bool is_secret(std::string_view name) {
    return name == "password" || name == "sslpassword";
}

struct Implied {
    const char* name;
    const char* value;
    const char* environment;  ///< where libpq would look for it; nullptr: nowhere
};

// A host that is gone must not hold a session, and with it the lock, for the two hours of the system's default.
constexpr std::array implied = {
    Implied{"fallback_application_name", "aludel", nullptr},
    Implied{"connect_timeout", "10", "PGCONNECT_TIMEOUT"},
    Implied{"keepalives_idle", "30", nullptr},
    Implied{"keepalives_interval", "10", nullptr},
    Implied{"keepalives_count", "3", nullptr},
};

using Settings = std::map<std::string, std::string>;

void add_once(Settings& settings, const std::string& name, std::string value, const std::string& shown) {
    if (settings.emplace(name, std::move(value)).second) return;
    throw Error(fmt::format("\"{}\" gives the {} twice, in its first part and as the option \"{}\": leave one out", shown, name, name));
}

void refuse_other_encoding(const Settings& settings, const std::string& shown) {
    const auto at = settings.find("client_encoding");
    if (at == settings.end()) return;
    std::string plain;
    for (const char c : at->second) {
        if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c - 'A' + 'a');
        } else if (c != '-' && c != '_') {
            plain += c;
        }
    }
    if (plain == "utf8" || plain == "unicode") return;
    throw Error(fmt::format("\"{}\" asks for the client_encoding \"{}\", and the texts of revisions are UTF8: leave the option out", shown,
                            at->second));
}

}  // namespace

std::string Conninfo::without_password(std::string text_with) const {
    for (const std::string& secret : secrets) {
        // What is as short may stand in any text, and a star in its place would tell it.
        if (secret.size() < 3) continue;
        for (const std::string& form : {quoted(secret), secret}) {
            for (std::size_t at = text_with.find(form); at != std::string::npos; at = text_with.find(form, at + 3))
                text_with.replace(at, form.size(), "***");
        }
    }
    return text_with;
}

Conninfo conninfo(std::string_view text) {
    const Url url = parse_url(text);
    Conninfo result;
    result.shown = runtime::without_password(text);

    Settings settings(url.options.begin(), url.options.end());
    // JDBC's spelling, which libpq takes in a URL, too.
    if (const auto ssl = settings.find("ssl"); ssl != settings.end() && ssl->second == "true") {
        settings.erase(ssl);
        add_once(settings, "sslmode", "require", result.shown);
    }
    if (!url.host.empty()) add_once(settings, "host", url.host, result.shown);
    if (url.port) {
        if (url.host.find(',') != std::string::npos) {
            throw Error(
                fmt::format("\"{}\" names several hosts and a port for the last: write ?host=one,two&port=5432,5433 in the place of both",
                            result.shown));
        }
        add_once(settings, "port", fmt::format("{}", *url.port), result.shown);
    }
    if (!url.user.empty()) add_once(settings, "user", url.user, result.shown);
    if (url.password) add_once(settings, "password", *url.password, result.shown);
    if (!url.database.empty()) add_once(settings, "dbname", url.database, result.shown);
    refuse_other_encoding(settings, result.shown);
    settings["client_encoding"] = "UTF8";

    // A service file may say these, and would be overruled.
    const bool service = settings.count("service") != 0 || std::getenv("PGSERVICE") != nullptr;
    for (const Implied& one : implied) {
        const bool elsewhere = one.environment != nullptr && std::getenv(one.environment) != nullptr;
        if (!service && !elsewhere) settings.emplace(one.name, one.value);
    }
    for (const auto& [name, value] : settings) {
        // A name is not quoted: with a space or a quote in it the rest would be read as something else.
        const bool plain =
            std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); });
        if (!plain) throw Error(fmt::format("\"{}\" has the option \"{}\", which libpq does not know", result.shown, name));
        if (is_secret(name) && !value.empty()) result.secrets.push_back(value);
        result.text += fmt::format("{}{}={}", result.text.empty() ? "" : " ", name, quoted(value));
    }
    return result;
}

}  // namespace aludel::runtime::postgresql
