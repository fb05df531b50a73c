// The examples of docs/models.md, each run by the built aludel as a project of its own: a header (```cpp) and what it means, lines of
// the snapshot (```toml) or what is printed about a mistake (```text). In front of the header may stand an aludel.toml (```toml that
// begins with "# aludel.toml") and files of SQL (```sql that begins with "-- db/<name>.sql").
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <aludel/generator/files.h>
#include <aludel/generator/process.h>

#include "scratch.h"

using namespace aludel::generator;

namespace {

struct Block {
    int line = 0;  // of its fence
    std::string language;
    std::string text;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::vector<Block> blocks_of(const std::string& page) {
    std::vector<Block> blocks;
    bool inside = false;
    int number = 0;
    for (const std::string& line : lines_of(page)) {
        ++number;
        if (line.starts_with("```")) {
            if (!inside) blocks.push_back({number, line.substr(3), ""});
            inside = !inside;
        } else if (inside) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

const std::string default_config = R"(# aludel.toml
dialects = ["sqlite", "postgresql"]
)";

// What every example has above it, as the page says.
const std::string includes =
    "#pragma once\n"
    "#include <aludel/model.h>\n#include <array>\n#include <chrono>\n#include <cstddef>\n#include <cstdint>\n#include <optional>\n"
    "#include <string>\n#include <vector>\n";

class Project {
public:
    void add(const Block& block) {
        const std::string first = block.text.substr(0, block.text.find('\n'));
        if (block.language == "cpp") {
            add_headers(block.text);
        } else if (block.language == "sql") {
            REQUIRE_MESSAGE(first.starts_with("-- db/"),
                            fmt::format("docs/models.md:{}: say which file it is: -- db/<name>.sql", block.line));
            files_.emplace_back(first.substr(3), block.text.substr(first.size() + 1));
        } else if (first == "# aludel.toml") {
            config_ = block.text;
        }
    }

    /// What `aludel revision --autogenerate` prints; its files are in the project then.
    std::string run() {
        FileChanges changes;
        std::string config = "name = \"page\"\n";
        for (const std::string& line : lines_of(config_)) config += line + "\n";
        changes.write(scratch_ / "aludel.toml", config + (config.find("[hooks]") == std::string::npos ? "[hooks]\npost_write = []\n" : ""));
        for (const auto& [name, text] : files_) changes.write(scratch_ / name, text);
        changes.release();
        const std::string script = fmt::format("cd '{}' && ALUDEL_MODELS='{}' '{}' revision --autogenerate -m page > printed 2>&1",
                                               scratch_.directory().string(), ALUDEL_MODELS_PROGRAM, ALUDEL_PROGRAM);
        run_program({"sh", "-c", script});
        return read_file(scratch_ / "printed");
    }

    std::string snapshot() const {
        std::string text;
        if (!std::filesystem::exists(scratch_ / "schema")) return text;
        std::vector<std::filesystem::path> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch_ / "schema"))
            if (entry.is_regular_file()) names.push_back(entry.path());
        std::sort(names.begin(), names.end());
        for (const std::filesystem::path& name : names) {
            std::string file = read_file(name);
            constexpr std::string_view end = "\n# end\n";  // the page leaves it out
            if (file.ends_with(end)) file.erase(file.size() - end.size());
            text += "# " + name.lexically_relative(scratch_.directory()).generic_string() + "\n" + file + "\n";
        }
        return text;
    }

private:
    // One header, or several, each after a line that says its name: // models/team.h
    void add_headers(const std::string& text) {
        for (const std::string& line : lines_of(text)) {
            const bool named = line.starts_with("// models/");
            if (named || files_.empty() || !files_.back().first.ends_with(".h")) {
                files_.emplace_back(named ? line.substr(3) : "models/model.h", includes);
            }
            files_.back().second += line + "\n";
        }
    }

    Scratch scratch_;
    std::string config_ = default_config;
    std::vector<std::pair<std::string, std::string>> files_;
};

/// The lines of each part of the excerpt, which "..." divide, stand together in the text.
std::optional<std::string> missing_part(const std::string& excerpt, const std::string& text) {
    std::string part;
    const std::string all = "\n" + text;
    std::vector<std::string> lines = lines_of(excerpt);
    lines.emplace_back("...");
    for (const std::string& line : lines) {
        if (line != "...") {
            part += line + "\n";
        } else if (!part.empty()) {
            if (all.find("\n" + part) == std::string::npos) return part;
            part.clear();
        }
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("what docs/models.md says of a header is so") {
    const std::vector<Block> blocks = blocks_of(read_file(ALUDEL_MODELS_PAGE));
    auto project = std::make_unique<Project>();
    std::optional<Block> header;
    int examples = 0;
    for (const Block& block : blocks) {
        const bool says_what_it_means = header && (block.language == "text" || block.language == "toml");
        if (!says_what_it_means) {
            project->add(block);
            if (block.language == "cpp") header = block;
            continue;
        }
        const std::string printed = project->run();
        const std::string text = block.language == "text" ? printed : project->snapshot();
        const std::optional<std::string> missing = missing_part(block.text, text);
        CHECK_MESSAGE(!missing, fmt::format("docs/models.md:{}: not found:\n{}\nThere is:\n{}\n{}", block.line, missing.value_or(""), text,
                                            block.language == "text" ? "" : printed));
        ++examples;
        header.reset();
        project = std::make_unique<Project>();
    }
    CHECK_MESSAGE(!header, "the last header of docs/models.md says nothing of what it means");
    CHECK(examples > 20);
}
