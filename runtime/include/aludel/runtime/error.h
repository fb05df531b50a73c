#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace aludel::runtime {

/// Whatever goes wrong at run time. The message says what happened, to which revision and statement, and what to do
/// next; it never holds a password.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message, std::string revision = {}, std::string statement = {}, std::string sqlstate = {})
        : std::runtime_error(message), revision_(std::move(revision)), statement_(std::move(statement)), sqlstate_(std::move(sqlstate)) {}

    const std::string& revision() const { return revision_; }    ///< empty: none in particular
    const std::string& statement() const { return statement_; }  ///< the SQL that failed; empty: none
    const std::string& sqlstate() const { return sqlstate_; }    ///< PostgreSQL's code; SQLite's extended result code by name

private:
    std::string revision_;
    std::string statement_;
    std::string sqlstate_;
};

/// Another program held the database for longer than Options::lock_timeout.
class LockTimeout : public Error {
public:
    using Error::Error;
};

/// Another transaction was in the way (a lock that was not to be had, a deadlock, a serialisation failure), and this one may
/// be tried again as a whole. The runtime does so for as long as Options::lock_timeout says; then it is a LockTimeout.
class Conflict : public Error {
public:
    using Error::Error;
};

/// "head" was asked for and there are several.
class MultipleHeads : public Error {
public:
    MultipleHeads(const std::string& message, std::vector<std::string> heads) : Error(message), heads_(std::move(heads)) {}
    const std::vector<std::string>& heads() const { return heads_; }

private:
    std::vector<std::string> heads_;
};

/// The database has revisions that this program does not know: it was upgraded by a newer one.
class DatabaseIsAhead : public Error {
public:
    DatabaseIsAhead(const std::string& message, bool older_may_run) : Error(message), older_may_run_(older_may_run) {}
    /// Whether each of those revisions only adds what an older program need not know: then this one may go on without
    /// upgrading.
    bool older_may_run() const { return older_may_run_; }

private:
    bool older_may_run_;
};

/// A revision was edited after it was applied.
class ChecksumMismatch : public Error {
public:
    using Error::Error;
};

/// The connection was lost during COMMIT; whether it happened was not to be found out.
class CommitInDoubt : public Error {
public:
    using Error::Error;
};

}  // namespace aludel::runtime
