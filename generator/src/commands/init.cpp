#include <filesystem>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/literal.h>
#include <aludel/generator/template.h>

#include "commands.h"

namespace aludel::generator {
namespace {

std::string toml_text(const std::string& name) {
    // A TOML basic string takes what a C++ literal takes, but for octal escapes; a name has none.
    return render_template("aludel.toml", {.texts = {{"name", string_literal(name)},
                                                     {"namespace", string_literal(default_namespace(name))},
                                                     {"file", identifier(name)},
                                                     {"program", string_literal("build/" + name + "_migrate")}}});
}

void check_name(const std::string& name) {
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\' || c == '/' || byte == 0x7F)
            throw Failure("config-name", fmt::format("'{}' is no name for an application; say another one: --name bookshelf", name));
    }
}

}  // namespace

int run(const Context&, const InitOptions& options) {
    const path root = std::filesystem::weakly_canonical(std::filesystem::absolute(options.directory));
    const std::string name = options.name.empty() ? root.filename().string() : options.name;
    check_name(name);
    const path file = root / config_file_name;
    FileChanges changes;
    Config config;
    if (const auto existing = find_file(file)) {
        config = parse_config(file, *existing);
        fmt::print("{} is there already\n", shown(file));
    } else {
        const std::string text = toml_text(name);
        config = parse_config(file, text);
        changes.write(file, text);
        fmt::print("Writing {}\n", shown(file));
    }
    std::filesystem::create_directories(config.schema_directory);
    std::filesystem::create_directories(config.migrations_directory);
    const bool has_revisions =
        files_in(config.migrations_directory, ".cpp").size() > (find_file(config.migrations_directory / "chain.cpp") ? 1U : 0U);
    const std::pair<path, std::string> chain[] = {{config.migrations_directory / "chain.h", chain_header(config)},
                                                  {config.migrations_directory / "chain.cpp", chain_source(config, {})}};
    for (const auto& [target, text] : chain) {
        if (find_file(target)) {
            fmt::print("{} is there already\n", shown(target));
        } else if (has_revisions && target.filename() == "chain.cpp") {
            fmt::print("{} is missing while there are revisions: run `aludel chain`\n", shown(target));
        } else {
            changes.write(target, text);
            fmt::print("Writing {}\n", shown(target));
        }
    }
    changes.release();
    fmt::print("Next: annotate your models, then run `aludel revision --autogenerate -m \"create the first tables\"`.\n");
    return 0;
}

}  // namespace aludel::generator
