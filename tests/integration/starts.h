#pragma once

#include <map>
#include <string>

namespace aludel::tests {

/// What became of programs that were let loose on one database at the same moment.
struct Starts {
    int failed = 0;
    std::string complaints = {};                ///< what those that failed wrote
    std::map<std::string, int> revisions = {};  ///< how many of them say that they ran it
};

/// Starts start_once that many times.
Starts start_together(const std::string& url, int count);

/// Whether each of the twenty revisions ran exactly once, and nobody failed.
bool each_once(const Starts& starts);

}  // namespace aludel::tests
