#include <aludel/runtime.h>

#include <memory>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/driver.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/executor.h>
#include <aludel/runtime/url.h>

#include "executor.h"
#include "translated.h"

namespace aludel::runtime {
namespace {

std::unique_ptr<Driver> open(std::string_view url, const chain& chain, Access access) {
    return driver_for(url, chain).open(url, access);
}

/// At the only head there is nothing to read but the version rows.
std::optional<Result> already_at_head(Driver& driver, const chain& chain, std::string_view target) {
    if (target != "head") return std::nullopt;
    const std::string head(only_head(chain));
    if (head.empty()) return std::nullopt;
    const std::optional<migrations::Rows> rows = History(driver, std::string(chain.name.data, chain.name.size)).rows();
    if (rows != migrations::Rows{head}) return std::nullopt;
    return Result{{}, {head}};
}

}  // namespace

const DriverEntry& driver_for(std::string_view url, const chain& chain) {
    const std::string scheme = parse_url(url).scheme;
    std::vector<std::string_view> known;
    for (std::size_t i = 0; chain.drivers != nullptr && i < chain.drivers->count; ++i) {
        const DriverEntry& entry = *chain.drivers->entries[i];
        // "postgresql+psycopg" of SQLAlchemy names a Python driver; the part before it is the engine.
        if (entry.scheme == std::string_view(scheme).substr(0, scheme.find('+'))) return entry;
        known.push_back(entry.scheme);
    }
    throw Error(fmt::format("\"{}\" asks for the driver \"{}\", and this program has {}: add it to DRIVERS of aludel_add_migrations()",
                            without_password(url), scheme, known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
}

Result upgrade_to_head(Driver& driver, const chain& chain, const Options& options) {
    return upgrade(driver, chain, "head", options);
}

Result upgrade(Driver& driver, const chain& chain, std::string_view target, const Options& options) {
    driver.configure(options);
    return translated([&] {
        if (std::optional<Result> result = already_at_head(driver, chain, target)) return *result;
        return Executor(driver, chain, options).upgrade(target);
    });
}

Result downgrade(Driver& driver, const chain& chain, std::string_view target, const Options& options) {
    driver.configure(options);
    return translated([&] { return Executor(driver, chain, options).downgrade(target); });
}

Result stamp(Driver& driver, const chain& chain, std::string_view target, const Options& options) {
    driver.configure(options);
    return translated([&] { return Executor(driver, chain, options).stamp(target); });
}

std::vector<std::string> current(Driver& driver, const chain& chain, const Options& options) {
    driver.configure(options);
    const std::optional<migrations::Rows> rows = History(driver, std::string(chain.name.data, chain.name.size)).rows();
    if (!rows) return {};
    return {rows->begin(), rows->end()};
}

Findings check(Driver& driver, const chain& chain, const Options& options) {
    driver.configure(options);
    return translated([&] { return Executor(driver, chain, options).check(); });
}

Result upgrade_to_head(std::string_view url, const chain& chain, const Options& options) {
    return upgrade(url, chain, "head", options);
}

Result upgrade(std::string_view url, const chain& chain, std::string_view target, const Options& options) {
    return upgrade(*open(url, chain, Access::write), chain, target, options);
}

Result downgrade(std::string_view url, const chain& chain, std::string_view target, const Options& options) {
    return downgrade(*open(url, chain, Access::write), chain, target, options);
}

Result stamp(std::string_view url, const chain& chain, std::string_view target, const Options& options) {
    return stamp(*open(url, chain, Access::write), chain, target, options);
}

std::vector<std::string> current(std::string_view url, const chain& chain, const Options& options) {
    return current(*open(url, chain, Access::read), chain, options);
}

Findings check(std::string_view url, const chain& chain, const Options& options) {
    return check(*open(url, chain, Access::read), chain, options);
}

}  // namespace aludel::runtime
