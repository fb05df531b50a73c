#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bookshelf {

/// A bound parameter or a read cell; a monostate is NULL.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Cells = std::vector<Cell>;

/// The application's own database code: a connection with foreign keys on.
class Store {
public:
    explicit Store(const std::string& file);

    /// For runtime::upgrade_to_head(sqlite3*, ...).
    sqlite3* handle() const { return database_.get(); }

    /// Runs one statement with its parameters; the rows it gives.
    std::vector<Cells> run(std::string_view sql, const Cells& parameters = {});

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace bookshelf
