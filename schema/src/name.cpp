#include <aludel/schema/name.h>

namespace aludel::schema {

namespace {

bool reads_alone(const std::string& part) {
    if (part.empty()) return false;
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 0x7f || c == '.' || c == '"' || c == ':' || c == '=') return false;
    }
    return true;
}

std::string written(const std::string& part) {
    if (reads_alone(part)) return part;
    std::string text = "\"";
    for (const char c : part) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

}  // namespace

std::string to_string(const Name& name) {
    return name.schema.empty() ? written(name.name) : written(name.schema) + '.' + written(name.name);
}

std::string to_string(const Name& table, const std::string& member) {
    return to_string(table) + '.' + written(member);
}

}  // namespace aludel::schema
