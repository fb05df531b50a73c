#pragma once

#include <string>
#include <vector>

namespace aludel::generator {

/// A stretch of a file. Lines and columns count from 1, columns in bytes; the end is past the last byte.
struct Location {
    std::string file = {};  ///< empty: nowhere in particular
    int line = 0;           ///< 0: the file as a whole
    int column = 0;
    int end_line = 0;
    int end_column = 0;

    friend bool operator==(const Location&, const Location&) = default;
};

/// An edit that mends the mistake: what stands at `range` (empty: insert there) becomes `replacement`.
struct FixIt {
    Location range = {};
    std::string replacement = {};

    friend bool operator==(const FixIt&, const FixIt&) = default;
};

enum class Severity { note, warning, error };

/// Something to tell the user about what the user wrote.
struct Diagnostic {
    std::string id = {};  ///< stable, kebab-case: "unknown-attribute", "clang" for the compiler's own
    Severity severity = Severity::error;
    std::string message = {};
    Location location = {};
    std::vector<FixIt> fixits = {};
    std::vector<Diagnostic> notes = {};  ///< Severity::note each

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace aludel::generator
