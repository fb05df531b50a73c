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

namespace {

// A message quotes what stands in the files, and nobody reads megabytes of it.
std::string shortened(const std::string& text) {
    constexpr std::size_t most = 400;
    if (text.size() <= most) return text;
    std::size_t begin = most / 2;
    std::size_t end = text.size() - most / 2;
    const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U; };
    while (begin > 0 && continues(begin)) --begin;
    while (end < text.size() && continues(end)) ++end;
    return fmt::format("{}... ({} bytes) ...{}", text.substr(0, begin), end - begin, text.substr(end));
}

}  // namespace

SnapshotError::SnapshotError(std::string file, int line, const std::string& message)
    : std::runtime_error(line > 0 ? fmt::format("{}:{}: {}", shortened(file), line, shortened(message))
                                  : fmt::format("{}: {}", shortened(file), shortened(message))),
      file_(std::move(file)),
      line_(line) {}

}  // namespace aludel::schema
