#include "postgresql/failure.h"

#include <cstring>

#include <fmt/format.h>
#include <pqxx/pqxx>

namespace aludel::runtime::postgresql {
namespace {

/// The length of "ERROR:  " at the beginning of a line; 0 where it has no label. libpq puts two spaces after each, in every
/// language, and one after "LINE 1:".
std::size_t label(std::string_view line) {
    const std::size_t colon = line.find(":  ");
    if (colon == std::string_view::npos || colon == 0) return 0;
    return line.substr(0, colon).find(' ') == std::string_view::npos ? colon + 3 : 0;
}

bool is_caret(std::string_view line) {
    const std::size_t at = line.find_first_not_of(' ');
    return at != std::string_view::npos && line.substr(at) == "^";
}

}  // namespace

bool Failure::conflict() const {
    // lock_not_available, deadlock_detected, serialization_failure.
    return sqlstate == "55P03" || sqlstate == "40P01" || sqlstate == "40001";
}

std::string advice(const Failure& failure, std::string_view sql) {
    constexpr std::string_view creates_extension = "CREATE EXTENSION ";
    if (sql.substr(0, creates_extension.size()) != creates_extension) return {};
    // feature_not_supported "is not available", or undefined_file "could not open extension control file", by version.
    if (failure.sqlstate == "0A000" || failure.sqlstate == "58P01")
        return "; the server has no such extension: install its package on the server's machine (Debian: many are in postgresql-contrib; "
               "pg_available_extensions lists what is there), and run this again";
    if (failure.sqlstate == "42501")
        return "; this role may not create it: let a superuser type the same statement once in this database, and run this again, which "
               "takes an extension that is there as it is";
    return {};
}

std::string one_line(std::string_view text) {
    std::string result;
    bool wanted = true;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const std::size_t length = label(line);
        if (first && length > 0) {
            result = line.substr(length);
        } else if (first) {
            result = line;
        } else if (is_caret(line)) {
            // The lines before it are an excerpt of the statement, "LINE 1: ...", which the message has in full.
            const std::size_t excerpt = result.rfind('\n');
            if (excerpt != std::string::npos) result.erase(excerpt);
        } else if (length > 0) {
            wanted = line.substr(0, 7) != "CONTEXT" && line.substr(0, 5) != "QUERY";
            if (wanted) result += fmt::format("\n{}", line);
        } else if (wanted && !line.empty()) {
            result += fmt::format("\n{}", line);
        }
        first = false;
    }
    std::string joined;
    for (const char c : result) {
        if (c == '\n') {
            joined += "; ";
        } else if (c == '\t') {
            joined += ' ';
        } else {
            joined += c;
        }
    }
    // "DETAIL:  Key (id)=(1) exists."
    for (std::size_t at = joined.find(":  "); at != std::string::npos; at = joined.find(":  ", at)) joined.erase(at + 1, 1);
    while (!joined.empty() && (joined.back() == ' ' || joined.back() == ';' || joined.back() == '.')) joined.pop_back();
    return joined;
}

Failure current_failure() {
    try {
        throw;
    } catch (const pqxx::deadlock_detected& error) {
        // In libpqxx 6 these two are no sql_error and hold no SQLSTATE.
        return {one_line(error.what()), "40P01", false};
    } catch (const pqxx::serialization_failure& error) {
        return {one_line(error.what()), "40001", false};
    } catch (const pqxx::insufficient_privilege& error) {
        // Nor does this one.
        return {one_line(error.what()), "42501", false};
    } catch (const pqxx::sql_error& error) {
        // 57P01 to 57P05: the server ends the session (shutdown, pg_terminate_backend, a timeout while idle).
        return {one_line(error.what()), error.sqlstate(), error.sqlstate().substr(0, 3) == "57P"};
    } catch (const pqxx::broken_connection& error) {
        const std::string_view text = error.what();
        // libpqxx 6 asks for the encoding of a result of a session that is gone, and so loses what the server said.
        if (text.find("client encoding") != std::string_view::npos) return {"the server closed it", {}, true};
        // Also thrown for every SQLSTATE of class 08, a wrong number of parameters among them. Those have a severity.
        return {one_line(text), {}, label(text) == 0};
    } catch (const std::exception& error) {
        // libpqxx 7 has no base of its own for all.
        return {one_line(error.what()), {}, false};
    }
}

}  // namespace aludel::runtime::postgresql
