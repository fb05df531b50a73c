#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include <aludel/generator/config.h>
#include <aludel/generator/diagnostic.h>
#include <aludel/generator/directory_lock.h>

namespace aludel::generator {

/// The right to write an application's revisions, chain and snapshot: one process at a time has it, from before it reads
/// what it builds on. What an earlier run left half done is repaired when it is given.
class Writing {
public:
    /// @param waiting is told, in a line, when another has it.
    /// @param patience how long the other is waited for.
    /// @throws Failure that says who has it, or what cannot be repaired.
    explicit Writing(Config config, const std::function<void(const std::string&)>& waiting = {},
                     std::chrono::milliseconds patience = std::chrono::seconds(10));

    const Config& config() const { return config_; }
    /// A note, where something was.
    const std::optional<Diagnostic>& repaired() const { return repaired_; }

private:
    Config config_;
    DirectoryLock lock_;
    std::optional<Diagnostic> repaired_;
};

}  // namespace aludel::generator
