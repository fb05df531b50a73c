#pragma once

#include <chrono>

namespace aludel::runtime {

/// Waits between two attempts, a little longer each time, until a deadline.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds most) : deadline_(std::chrono::steady_clock::now() + most) {}

    /// Sleeps; false, at once, when the deadline has passed.
    bool again();
    int attempts() const { return attempts_; }

private:
    std::chrono::steady_clock::time_point deadline_;
    int attempts_ = 1;
};

}  // namespace aludel::runtime
