#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

/// Bytes of a sequence that begins so; 0: none does.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool is_well_formed(char32_t value, std::size_t bytes) {
    if (bytes == 3) return value >= 0x800 && !(value >= 0xD800 && value <= 0xDFFF);
    if (bytes == 4) return value >= 0x10000 && value <= 0x10FFFF;
    return true;
}

}  // namespace

std::optional<CodePoint> first_code_point(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = length_of(lead);
    if (bytes == 0 || bytes > text.size()) return {};
    char32_t value = bytes == 1 ? lead : lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    if (!is_well_formed(value, bytes)) return {};
    return CodePoint{value, bytes};
}

bool is_invisible(char32_t code_point) {
    if (code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F)) return true;
    return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F || (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFEFF;
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto next = first_code_point(text);
        text.remove_prefix(next ? next->bytes : 1);
        ++count;
    }
    return count;
}

}  // namespace aludel::generator
