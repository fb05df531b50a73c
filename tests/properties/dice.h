#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aludel::testing {

/// A stream of choices from a seed. Once the budget is spent every choice is the first one, the simplest: so an
/// example shrinks by shrinking one number.
class Dice {
public:
    Dice(std::uint64_t seed, int budget) : state_(seed), budget_(budget) {}

    /// A number below `sides`.
    std::size_t below(std::size_t sides) { return sides < 2 ? 0 : static_cast<std::size_t>(next() % sides); }
    std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
    /// True in that many of a hundred throws; false once the budget is spent.
    bool chance(unsigned percent) { return next() % 100 + 1 > 100 - percent; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[below(items.size())];
    }

    int left() const { return budget_; }

private:
    std::uint64_t next() {
        if (budget_ <= 0) return 0;
        --budget_;
        state_ += 0x9e3779b97f4a7c15U;  // splitmix64
        std::uint64_t value = state_;
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

    std::uint64_t state_;
    int budget_;
};

}  // namespace aludel::testing
