#pragma once

#include <cstddef>
#include <string>

#include <aludel/migrations/step.h>
#include <aludel/runtime/driver.h>

namespace aludel::runtime {

/// Runs the steps of one revision in its transaction.
class StepRunner {
public:
    StepRunner(Driver& driver, const Options& options, const Observer::Revision& revision)
        : driver_(driver), options_(options), revision_(revision) {}

    /// @throws Error
    void run(const migrations::Step& step);

    /// " at step 2 of 5, make users again": where it stands; empty before the first step and after the last.
    std::string place(std::size_t count) const;

private:
    Driver& driver_;
    const Options& options_;
    const Observer::Revision& revision_;
    std::size_t number_ = 0;
    std::string description_ = {};
};

}  // namespace aludel::runtime
