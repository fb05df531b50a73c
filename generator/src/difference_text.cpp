#include <aludel/generator/difference.h>

#include <string_view>

#include <fmt/format.h>

#include <aludel/generator/escape.h>

#include "difference_words.h"

namespace aludel::generator {
namespace {

constexpr std::string_view plain = "\033[0m", dim = "\033[2m", bold_red = "\033[1;31m";

std::string_view colour_of(Sign sign) {
    switch (sign) {
        case Sign::added:
            return "\033[32m";
        case Sign::removed:
            return "\033[31m";
        case Sign::changed:
            return "\033[33m";
    }
    return plain;
}

class Writer {
public:
    Writer(const Difference& difference, const DifferenceStyle& style) : difference_(difference), style_(style) {}

    void write(const DifferenceLine& line, const std::string& indentation) {
        out_ += indentation + paint(colour_of(line.sign), fmt::format("{} {}", sign_of(line.sign), one_line(line.text)));
        if (destroys_data(difference_, line)) out_ += "  " + paint(bold_red, "(destroys data)");
        out_ += '\n';
        if (!style_.explain) return;
        for (const std::size_t number : line.changes)
            for (const std::string& why : explanations(difference_.changes[number], line.sign))
                out_ += indentation + "      " + paint(dim, one_line(why)) + '\n';
    }

    std::string take() { return std::move(out_); }

private:
    std::string paint(std::string_view colour, const std::string& text) const {
        return style_.colour ? std::string(colour) + text + std::string(plain) : text;
    }

    const Difference& difference_;
    const DifferenceStyle& style_;
    std::string out_;
};

}  // namespace

std::string difference_text(const Difference& difference, const DifferenceStyle& style) {
    if (difference.changes.empty()) return "No changes detected\n";
    Writer writer(difference, style);
    for (const DifferenceGroup& group : groups_of(difference)) {
        writer.write(group.heading, "");
        for (const DifferenceLine& line : group.lines) writer.write(line, "    ");
    }
    return writer.take();
}

}  // namespace aludel::generator
