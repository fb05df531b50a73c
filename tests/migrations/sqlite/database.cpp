#include "database.h"

#include <stdexcept>

#include <sqlite3.h>

namespace aludel::tests {

Database::Database() {
    sqlite3_open(":memory:", &connection_);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
}

Database::~Database() {
    sqlite3_close(connection_);
}

void Database::run(const std::string& statements) {
    char* message = nullptr;
    if (sqlite3_exec(connection_, statements.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    const std::string text = message != nullptr ? message : "unknown";
    sqlite3_free(message);
    throw std::runtime_error(text + ", in: " + statements);
}

std::vector<std::vector<std::string>> Database::rows(const std::string& query) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection_, query.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string(sqlite3_errmsg(connection_)) + ", in: " + query);
    std::vector<std::vector<std::string>> out;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        std::vector<std::string>& row = out.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const void* text = sqlite3_column_blob(statement, i);
            const auto type = sqlite3_column_type(statement, i);
            if (type == SQLITE_NULL)
                row.emplace_back("NULL");
            else if (type == SQLITE_BLOB || type == SQLITE_TEXT)
                row.emplace_back(static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
            else
                row.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, i)));
        }
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) throw std::runtime_error(std::string(sqlite3_errmsg(connection_)) + ", in: " + query);
    return out;
}

std::string Database::value(const std::string& query) {
    return rows(query).at(0).at(0);
}

double Database::real(const std::string& query) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection_, query.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string(sqlite3_errmsg(connection_)) + ", in: " + query);
    sqlite3_step(statement);
    const double out = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    return out;
}

}  // namespace aludel::tests
