#include "cpp_literal.h"

#include <fmt/format.h>

namespace aludel::schema {

std::string cpp_literal(const std::string& value) {
    std::string text = "\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else if (byte < ' ' || byte == 0x7f) {
            text += fmt::format("\\{:03o}", byte);
        } else {
            text += c;
        }
    }
    return text + '"';
}

}  // namespace aludel::schema
