#pragma once

#include <string>
#include <string_view>

namespace aludel::runtime::postgresql {

/// What the server or libpq said, and what kind of failure it is.
struct Failure {
    std::string message = {};   ///< one line: what happened, and DETAIL and HINT where there are any
    std::string sqlstate = {};  ///< empty where there is none
    bool connection = false;    ///< the session is gone

    /// Another transaction was in the way, and this one may be tried again.
    bool conflict() const;
};

/// What its user can do, where the server's own words do not say it; begins with "; ", or empty.
std::string advice(const Failure& failure, std::string_view sql);

/// What is being thrown, an exception of libpqxx.
Failure current_failure();

/// libpq's text on one line, without severity, excerpt of the statement and context.
std::string one_line(std::string_view text);

}  // namespace aludel::runtime::postgresql
