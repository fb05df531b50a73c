#include "snapshot_files.h"

#include <fmt/format.h>

#include <aludel/schema/snapshot.h>

namespace aludel::schema {

namespace {

std::string encoded(const std::string& part) {
    std::string text;
    for (const char c : part) {
        const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        text += safe ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text;
}

}  // namespace

std::string snapshot_file(const char* folder, const Name& name) {
    const std::string schema = name.schema.empty() ? "" : encoded(name.schema) + '.';
    return folder + schema + encoded(name.name) + ".toml";
}

SnapshotError::SnapshotError(std::string file, int line, const std::string& message)
    : std::runtime_error(line > 0 ? fmt::format("{}:{}: {}", file, line, message) : fmt::format("{}: {}", file, message)),
      file_(std::move(file)),
      line_(line) {}

}  // namespace aludel::schema
