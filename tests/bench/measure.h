#pragma once

#include <functional>
#include <string>
#include <vector>

namespace aludel::bench {

/// What one run cost.
struct Cost {
    double milliseconds = 0;  ///< wall clock
    long peak_kilobytes = 0;  ///< of a process of its own; 0: not known
};

/// Something to run.
struct Case {
    std::string name;
    std::function<Cost()> run;
};

/// Runs the cases in turns, so that what disturbs the machine disturbs all of them, and prints a row of a table each: the
/// median, the range, and the ratio to the first case, which is the reference. A first round is not counted.
void compare(const std::string& title, const std::vector<Case>& cases, int rounds);

/// The wall clock of a call.
Cost timed(const std::function<void()>& run);

/// A program as a child, its output thrown away.
/// @throws std::runtime_error when it does not start or does not exit with 0.
Cost process(const std::vector<std::string>& command);

}  // namespace aludel::bench
