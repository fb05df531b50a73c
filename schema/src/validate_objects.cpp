#include <algorithm>
#include <cstdint>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "validate_parts.h"

namespace aludel::schema {

namespace {

// An object that no database of the project has is a mistake in the list, or in the list of databases.
void refuse_nowhere(const Report& report, const std::string& object, const std::vector<std::string>& only,
                    std::vector<std::string>& found) {
    const auto stands = [&](const std::string& dialect) { return names_dialect(only, dialect); };
    if (report.dialects().empty() || std::any_of(report.dialects().begin(), report.dialects().end(), stands)) return;
    found.push_back(fmt::format("{} is for {} alone, and the databases here are {}", object, fmt::join(only, ", "),
                                fmt::join(report.dialects(), ", ")));
}

}  // namespace

void validate_sequence(const Sequence& sequence, Report& report) {
    const std::string name = to_string(sequence.name);
    if (report.is_for("sqlite") && sequence.stands_on("sqlite"))
        report.add(name, "SQLite has no sequences; say which databases have it: only = [\"postgresql\"]");
    std::vector<std::string> problems;
    refuse_nowhere(report, "it", sequence.only, problems);
    for (std::string& problem : problems) report.add(name, std::move(problem));
    if (sequence.increment == 0) return report.add(name, "a sequence cannot step by 0");
    // The bounds that PostgreSQL takes where none is said (https://www.postgresql.org/docs/current/sql-createsequence.html).
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const bool ascending = sequence.increment.value_or(1) > 0;
    const std::int64_t minimum = sequence.minimum.value_or(ascending ? 1 : least);
    const std::int64_t maximum = sequence.maximum.value_or(ascending ? most : -1);
    if (minimum >= maximum) return report.add(name, fmt::format("its minimum {} is not below its maximum {}", minimum, maximum));
    const std::int64_t start = sequence.start.value_or(ascending ? minimum : maximum);
    if (start < minimum || start > maximum)
        report.add(name, fmt::format("its start {} is not between its minimum {} and its maximum {}", start, minimum, maximum));
}

void validate_opaque(const Opaque& object, Report& report) {
    const std::string name = to_string(object.name);
    std::vector<std::string> problems;
    refuse_nowhere(report, "it", object.only, problems);
    for (std::string& problem : problems) report.add(name, std::move(problem));
    if (object.is_made_of_its_name()) {
        if (report.is_for("sqlite") && object.stands_on("sqlite"))
            report.add(name, fmt::format("SQLite has no {}s; say which databases have it: only = [\"postgresql\"]", object.kind));
        if (object.kind == "schema" && object.name.name == "public")
            report.add(name, "the schema public is there already, and not Aludel's to make or drop; leave it out");
        return;
    }
    if (object.create.empty()) return report.add(name, "it has no SQL that creates it");
    if (object.drop.empty()) return report.add(name, "it has no SQL that drops it");
    for (const std::string& dialect : report.dialects()) {
        if (!object.stands_on(dialect)) continue;
        for (const auto& [text, does] : {std::pair(&object.create, "creates"), std::pair(&object.drop, "drops")})
            if (text->for_dialect(dialect).empty())
                report.add(name,
                           fmt::format("it has no SQL that {} it on {}; give it some, or say which databases have it", does, dialect));
    }
}

}  // namespace aludel::schema
