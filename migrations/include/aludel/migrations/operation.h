#pragma once

#include <string>
#include <variant>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/diff.h>

namespace aludel {
class connection;
}

namespace aludel::migrations {

/// SQL of the revision's author.
struct Execute {
    schema::Expression sql = {};
    std::vector<schema::Change> changes = {};  ///< its declared structural effect; raw as recorded, see fold.h
    friend bool operator==(const Execute&, const Execute&) = default;
};

struct BulkInsert {
    schema::Name table = {};
    std::vector<std::string> columns = {};
    std::vector<std::vector<schema::Value>> rows = {};  ///< each as long as `columns`
    friend bool operator==(const BulkInsert&, const BulkInsert&) = default;
};

/// A data step in C++, known by name and version; its body is not covered by the hash.
struct Run {
    std::string name = {};
    int version = 1;
    void (*callback)(connection&) = nullptr;
    friend bool operator==(const Run& a, const Run& b) { return a.name == b.name && a.version == b.version; }
};

using schema::Irreversible;

/// One thing that a revision does.
using Operation = std::variant<schema::Change, Execute, BulkInsert, Run, Irreversible>;

/// One sentence without a full stop.
std::string describe(const Operation& operation);

}  // namespace aludel::migrations
