#include <sstream>

#include "database_file.h"
#include "live_database.h"

namespace aludel::tests {

struct LiveDatabase::Engine {
    DatabaseFile file;
};

LiveDatabase::LiveDatabase() : engine_(std::make_unique<Engine>()) {}
LiveDatabase::~LiveDatabase() = default;

std::string LiveDatabase::url() const {
    return engine_->file.url();
}

void LiveDatabase::run(const std::string& statements) const {
    engine_->file.run(statements);
}

std::string LiveDatabase::rows(const std::string& query) const {
    return engine_->file.rows(query);
}

std::vector<std::string> LiveDatabase::tables() const {
    std::istringstream lines(rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"));
    std::vector<std::string> result;
    for (std::string line; std::getline(lines, line);) result.push_back(line);
    return result;
}

}  // namespace aludel::tests
