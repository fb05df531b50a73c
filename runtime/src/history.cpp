#include "history.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime {
namespace {

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> result;
    for (std::string word; stream >> word;) result.push_back(word);
    return result;
}

std::string text(const Value& value) {
    const std::string* result = std::get_if<std::string>(&value);
    if (result == nullptr)
        throw Error("the history of this database holds a value that is no text where text belongs: it was changed by hand");
    return *result;
}

std::int64_t number(const Value& value) {
    const std::int64_t* result = std::get_if<std::int64_t>(&value);
    if (result == nullptr)
        throw Error("the history of this database holds a value that is no number where a number belongs: it was changed by hand");
    return *result;
}

}  // namespace

History::History(Driver& driver, std::string chain) : driver_(driver), sql_(driver.dialect(), chain) {
    if (chain.empty()) throw Error("the chain has no name: set `name` in aludel.toml and run `aludel chain`");
}

std::optional<migrations::Rows> History::rows() {
    std::vector<Row> found;
    for (bool again = false;; again = true) {
        try {
            found = driver_.query(sql_.select_rows());
            break;
        } catch (const Error&) {
            if (!exists()) return std::nullopt;
            // Another program may have made it between the two questions; what fails twice is something else.
            if (again) throw;
        }
    }
    migrations::Rows rows;
    bool has_format = false;
    for (const Row& row : found) {
        if (!text(row.at(0)).empty()) {
            rows.insert(text(row.at(1)));
            continue;
        }
        has_format = true;
        if (number(row.at(2)) != HistorySql::format) {
            throw Error(fmt::format(
                "{} has a history of format {}, and this program knows format {}: it was upgraded by a program that is built with a newer "
                "Aludel. Build this one with it too",
                driver_.where(), number(row.at(2)), HistorySql::format));
        }
    }
    if (!has_format) {
        throw Error(fmt::format("{} has a table {} without the row that tells its format: it was changed by hand, or it is not Aludel's",
                                driver_.where(), HistorySql::version_table()));
    }
    return rows;
}

bool History::exists() {
    const std::vector<std::string> tables = driver_.tables();
    return std::find(tables.begin(), tables.end(), HistorySql::version_table()) != tables.end();
}

std::vector<Applied> History::applied() {
    std::vector<Applied> result;
    for (const Row& row : driver_.query(sql_.select_applied())) {
        Applied one;
        one.id = text(row.at(0));
        one.position = number(row.at(1));
        one.parents = words(text(row.at(2)));
        one.depends_on = words(text(row.at(3)));
        one.message = text(row.at(4));
        one.kind = text(row.at(5));
        one.operations = text(row.at(6));
        one.hash = text(row.at(7));
        one.down_steps = text(row.at(8));
        one.older_may_run = number(row.at(9)) != 0;
        one.applied_at = text(row.at(10));
        one.duration_us = number(row.at(11));
        one.applied_by = text(row.at(12));
        result.push_back(std::move(one));
    }
    return result;
}

void History::create() {
    for (const std::string& statement : sql_.create()) driver_.execute(statement);
}

void History::add(const Applied& revision) {
    driver_.execute(sql_.add(revision));
}

void History::append(const Applied& revision) {
    driver_.execute(sql_.append(revision));
}

void History::remove(const std::string& id) {
    driver_.execute(sql_.remove(id));
}

void History::set_rows(const migrations::Rows& before, const migrations::Rows& after) {
    for (const std::string& statement : sql_.set_rows(before, after)) driver_.execute(statement);
}

}  // namespace aludel::runtime
