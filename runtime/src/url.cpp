#include <aludel/runtime/url.h>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime {
namespace {

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

[[noreturn]] void refuse(std::string_view url, const std::string& why) {
    throw Error(fmt::format("the database URL \"{}\" {}", without_password(url), why));
}

std::string decoded(std::string_view text, std::string_view url) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : -1;
        if (high < 0 || low < 0) refuse(url, "has a % that two hexadecimal digits do not follow; a percent sign itself is written %25");
        if (high == 0 && low == 0) refuse(url, "has a %00, which no name can hold");
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

bool is_scheme(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == '_';
    });
}

struct Parts {
    std::string_view scheme, authority, database, options;
    bool has_database = false;
};

/// Where the parts of scheme://authority/database?options stand, undecoded; no scheme where it is no URL.
Parts split(std::string_view url) {
    Parts parts;
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos || !is_scheme(url.substr(0, colon))) return parts;
    parts.scheme = url.substr(0, colon);
    std::string_view rest = url.substr(colon + 3);
    if (!rest.empty() && rest.front() != '/' && rest.front() != '?') {
        // Passwords are found with '/', '?' and '@' left unencoded: the user's part ends at the last '@' before the
        // first slash after the first '@'.
        const std::size_t at = rest.find('@');
        const std::size_t mark = rest.find_first_of(":/?");
        std::size_t host = 0;
        if (at != std::string_view::npos && (mark > at || rest[mark] == ':'))
            host = rest.substr(0, rest.find_first_of("/?", at)).rfind('@');
        parts.authority = rest.substr(0, rest.find_first_of("/?", host));
    }
    rest.remove_prefix(parts.authority.size());
    const std::size_t question = rest.find('?');
    if (question != std::string_view::npos) {
        parts.options = rest.substr(question + 1);
        rest = rest.substr(0, question);
    }
    if (!rest.empty()) {
        parts.has_database = true;
        parts.database = rest.substr(1);
    }
    return parts;
}

bool is_secret(std::string_view option) {
    return option == "password" || option == "passwd" || option == "sslpassword";
}

template <class Visit>
void each_option(std::string_view options, Visit visit) {
    while (!options.empty()) {
        const std::size_t end = options.find('&');
        const std::string_view one = options.substr(0, end);
        options = end == std::string_view::npos ? std::string_view() : options.substr(end + 1);
        const std::size_t equals = one.find('=');
        visit(one.substr(0, equals), equals == std::string_view::npos ? std::string_view() : one.substr(equals + 1),
              equals != std::string_view::npos);
    }
}

}  // namespace

Url parse_url(std::string_view url) {
    const Parts parts = split(url);
    if (parts.scheme.empty()) {
        refuse(url, "is not of the form scheme://...: for a file write sqlite:///relative.db or sqlite:////absolute.db");
    }
    Url result;
    result.scheme = parts.scheme;
    std::transform(result.scheme.begin(), result.scheme.end(), result.scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });

    std::string_view host = parts.authority;
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = host.substr(0, at);
        host.remove_prefix(at + 1);
        const std::size_t colon = user.find(':');
        result.user = decoded(user.substr(0, colon), url);
        if (colon != std::string_view::npos) result.password = decoded(user.substr(colon + 1), url);
    }
    if (!host.empty() && host.front() == '[') {
        const std::size_t close = host.find(']');
        if (close == std::string_view::npos) refuse(url, "has a [ without its ] in the host");
        result.host = host.substr(1, close - 1);
        host.remove_prefix(close + 1);
    } else {
        result.host = decoded(host.substr(0, host.find(':')), url);
        host.remove_prefix(std::min(host.find(':'), host.size()));
    }
    if (!host.empty()) {
        int port = 0;
        const char* const last = host.data() + host.size();
        const auto [end, error] = std::from_chars(host.data() + 1, last, port);
        if (host.front() != ':' || error != std::errc() || end != last || port < 1 || port > 65535) {
            refuse(url, fmt::format("has \"{}\" where :port, a number from 1 to 65535, is expected", host));
        }
        result.port = port;
    }
    result.database = decoded(parts.database, url);
    each_option(parts.options, [&](std::string_view name, std::string_view value, bool has_value) {
        if (name.empty() || !has_value) refuse(url, "has an option that is not of the form name=value");
        if (!result.options.emplace(decoded(name, url), decoded(value, url)).second) {
            refuse(url, fmt::format("gives the option \"{}\" twice", name));
        }
    });
    return result;
}

std::string without_password(std::string_view url) {
    const Parts parts = split(url);
    if (parts.scheme.empty()) {
        // Not a URL, but it may be meant as one: what stands between ':' and '@' is kept back all the same.
        const std::size_t at = url.rfind('@');
        const std::size_t colon = at == std::string_view::npos ? at : url.substr(0, at).find(':');
        if (colon == std::string_view::npos) return std::string(url);
        return fmt::format("{}:***{}", url.substr(0, colon), url.substr(at));
    }
    std::string_view authority = parts.authority;
    std::string shown = fmt::format("{}://", parts.scheme);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = authority.substr(0, at);
        const std::size_t colon = user.find(':');
        shown += user.substr(0, colon);
        if (colon != std::string_view::npos) shown += ":***";
        authority.remove_prefix(at);
    }
    shown += authority;
    if (parts.has_database) shown += fmt::format("/{}", parts.database);
    char before = '?';
    each_option(parts.options, [&](std::string_view name, std::string_view value, bool has_value) {
        shown += before;
        shown += name;
        if (has_value) shown += fmt::format("={}", is_secret(name) ? "***" : value);
        before = '&';
    });
    return shown;
}

std::string option(const Url& url, const std::string& name) {
    const auto at = url.options.find(name);
    return at == url.options.end() ? std::string() : at->second;
}

}  // namespace aludel::runtime
