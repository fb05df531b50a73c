#include "patience.h"

#include <algorithm>
#include <random>
#include <thread>

namespace aludel::runtime {

bool Patience::again() {
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline_) return false;
    // Jitter, so that programs that were started together do not meet again at each attempt.
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most = 10 << std::min(attempts_++, 6);
    const auto pause = std::chrono::milliseconds(std::uniform_int_distribution<int>(most / 4, most)(random));
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(pause, deadline_ - now));
    return true;
}

}  // namespace aludel::runtime
