#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace aludel::testing {

/// How many cases a law runs: ALUDEL_CASES, else `fallback`, which is less where a case is dear, ALUDEL_CASES_TIMES times.
/// RC_PARAMS, rapidcheck's own, wins over all.
inline int cases(int fallback) {
    const char* given = std::getenv("ALUDEL_CASES");
    const char* times = std::getenv("ALUDEL_CASES_TIMES");
    return (given == nullptr ? fallback : std::atoi(given)) * (times == nullptr ? 1 : std::atoi(times));
}

/// Checks the law under random generation; the seed is printed, and on failure what reproduces it.
template <class Testable>
void law(const std::string& sentence, Testable&& testable, int fallback = 10'000) {
    rc::detail::TestMetadata metadata;
    metadata.id = sentence;
    metadata.description = sentence;
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    const char* own = std::getenv("RC_PARAMS");
    if (own == nullptr || std::string(own).find("max_success") == std::string::npos) params.maxSuccess = cases(fallback);
    std::cerr << "- " << sentence << " (seed " << params.seed << ")\n";
    const rc::detail::TestResult result = rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
    rc::detail::printResultMessage(result, std::cerr);
    std::cerr << '\n';
    const bool holds = result.template is<rc::detail::SuccessResult>();
    CHECK_MESSAGE(holds, sentence, "; again with RC_PARAMS=\"seed=", params.seed, "\"");
}

}  // namespace aludel::testing
