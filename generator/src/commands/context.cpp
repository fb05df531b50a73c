#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/render.h>

#include "commands.h"

namespace aludel::generator {

Config Context::read_config() const {
    if (config.empty()) return generator::read_config(find_config(std::filesystem::current_path()));
    return generator::read_config(std::filesystem::absolute(config));
}

Writing Context::begin_writing() const {
    Writing writing(read_config(), [](const std::string& line) { fmt::print(stderr, "aludel: {}\n", line); });
    if (writing.repaired()) report({*writing.repaired()});
    return writing;
}

void Context::report(const std::vector<Diagnostic>& found) const {
    if (found.empty()) return;
    switch (diagnostics) {
        case Format::text:
            fmt::print(stderr, "{}", render_text(found, sources_on_disk(), colour));
            return;
        case Format::json:
            fmt::print(stderr, "{}", render_json(found));
            return;
        case Format::sarif:
            fmt::print(stderr, "{}", render_sarif(found, sources_on_disk()));
            return;
    }
}

void Context::explain(const std::string& line) const {
    if (verbose) fmt::print(stderr, "aludel: {}\n", line);
}

}  // namespace aludel::generator
