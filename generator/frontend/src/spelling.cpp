#include "spelling.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace aludel::frontend {
namespace {

bool is_upper(char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_lower(char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0;
}

/// Edits that lead from one to the other: insert, remove, replace, swap neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_back;
    std::vector<std::size_t> back(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) back[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> now(b.size() + 1);
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({back[j] + 1, now[j - 1] + 1, back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], two_back[j - 2] + 1);
        }
        two_back = std::move(back);
        back = std::move(now);
    }
    return back[b.size()];
}

}  // namespace

std::string snake_case(std::string_view name) {
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (is_upper(name[i])) {
            // A word starts after a lower-case letter or digit, and at the last capital of a run: "HTTPCode".
            const bool after_word = i > 0 && !is_upper(name[i - 1]) && name[i - 1] != '_';
            const bool ends_run = i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
            if (after_word || ends_run) result += '_';
        }
        result += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return result;
}

std::string_view nearest(std::string_view written, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, written.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t edits = distance(written, candidate);
        if (edits < best_distance) {
            best = candidate;
            best_distance = edits;
        }
    }
    return best;
}

}  // namespace aludel::frontend
