#include "store.h"

#include <stdexcept>

namespace bookshelf {
namespace {

struct Finalise {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

[[noreturn]] void fail(sqlite3* database, std::string_view sql) {
    throw std::runtime_error(std::string(sqlite3_errmsg(database)) + " in: " + std::string(sql));
}

void bind(sqlite3_stmt* statement, int position, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        sqlite3_bind_int64(statement, position, *number);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        sqlite3_bind_text(statement, position, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(statement, position);
    }
}

Cell cell(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return std::monostate{};
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(statement, column)};
        default:
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)));
    }
}

}  // namespace

Store::Store(const std::string& file) {
    sqlite3* database = nullptr;
    const int opened = sqlite3_open(file.c_str(), &database);
    database_.reset(database);
    if (opened != SQLITE_OK) throw std::runtime_error("cannot open " + file + ": " + sqlite3_errmsg(database));
    sqlite3_busy_timeout(database, 5'000);
    run("PRAGMA foreign_keys = ON");
}

std::vector<Cells> Store::run(std::string_view sql, const Cells& parameters) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(handle(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr) != SQLITE_OK) fail(handle(), sql);
    const std::unique_ptr<sqlite3_stmt, Finalise> statement(prepared);
    for (std::size_t i = 0; i < parameters.size(); ++i) bind(prepared, static_cast<int>(i + 1), parameters[i]);

    std::vector<Cells> rows;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW) {
        Cells& row = rows.emplace_back();
        for (int column = 0; column < sqlite3_column_count(prepared); ++column) row.push_back(cell(prepared, column));
    }
    if (result != SQLITE_DONE) fail(handle(), sql);
    return rows;
}

}  // namespace bookshelf
