#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/schema.h>
#include <aludel/schema/validate.h>

namespace aludel::schema {

/// The problems found so far, and the checks that every part of a schema shares.
class Report {
public:
    explicit Report(const std::set<std::string>& dialects) : dialects_(dialects) {}

    void add(const std::string& object, std::string message) { problems_.push_back({object, std::move(message)}); }
    void name(const std::string& object, const std::string& name, const char* what);
    /// The expression has a text for each of the dialects.
    /// @param only of an object that some dialects alone have
    void require_text(const std::string& object, const char* what, const Expression& expression, const std::vector<std::string>& only = {});
    bool is_for(const char* dialect) const { return dialects_.count(dialect) > 0; }
    bool is_for(const char* dialect, const std::vector<std::string>& only) const { return is_for(dialect) && names_dialect(only, dialect); }
    const std::set<std::string>& dialects() const { return dialects_; }

    std::vector<Problem> problems() && { return std::move(problems_); }

private:
    const std::set<std::string>& dialects_;
    std::vector<Problem> problems_;
};

/// The number of characters; nullopt when the text is not valid UTF-8.
std::optional<std::size_t> characters(const std::string& text);

/// Everything about a table but its names.
void validate_table(const Schema& schema, const Table& table, Report& report);

/// Everything about them but their names.
void validate_sequence(const Sequence& sequence, Report& report);
void validate_opaque(const Opaque& object, Report& report);

/// A default that the column's type cannot hold: why; empty when it can.
std::string misfit(const Schema& schema, const Column& column);

}  // namespace aludel::schema
