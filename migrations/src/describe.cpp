#include <string_view>

#include <fmt/format.h>

#include <aludel/migrations/operation.h>

namespace aludel::migrations {

namespace {

/// A statement on one line, cut where a sentence would no longer be read: between characters, not within one.
std::string excerpt(std::string_view sql) {
    constexpr std::size_t limit = 60;
    std::string line;
    bool space = false;
    for (const char c : sql) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            space = !line.empty();
            continue;
        }
        if (line.size() >= limit && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return line + "...";
        if (space) line += ' ';
        space = false;
        line += c;
    }
    return line;
}

struct Sentence {
    std::string operator()(const schema::Change& change) const { return schema::describe(change); }
    std::string operator()(const Execute& execute) const {
        const std::string& sql =
            execute.sql.sql.empty() && !execute.sql.dialects.empty() ? execute.sql.dialects.begin()->second : execute.sql.sql;
        return fmt::format("execute {}", excerpt(sql));
    }
    std::string operator()(const BulkInsert& insert) const {
        return fmt::format("insert {} row{} into {}", insert.rows.size(), insert.rows.size() == 1 ? "" : "s", to_string(insert.table));
    }
    std::string operator()(const Run& run) const { return fmt::format("run {}, version {}", run.name, run.version); }
    std::string operator()(const Irreversible& irreversible) const { return fmt::format("irreversible: {}", irreversible.reason); }
};

}  // namespace

std::string describe(const Operation& operation) {
    return std::visit(Sentence{}, operation);
}

}  // namespace aludel::migrations
