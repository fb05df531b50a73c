#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <aludel/generator/diagnostic.h>

namespace aludel::generator {

/// The command cannot go on, for reasons that its user can mend. main() renders the diagnostics and exits with 1.
class Failure : public std::runtime_error {
public:
    explicit Failure(std::vector<Diagnostic> diagnostics)
        : std::runtime_error(diagnostics.empty() ? "failed" : diagnostics.front().message), diagnostics_(std::move(diagnostics)) {}
    Failure(std::string id, std::string message, Location location = {})
        : Failure(std::vector<Diagnostic>{{std::move(id), Severity::error, std::move(message), std::move(location), {}, {}}}) {}

    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace aludel::generator
