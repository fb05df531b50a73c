// The examples of docs/commands.md stand, line by line, in the outputs of golden cases, which are run.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <aludel/generator/files.h>

using namespace aludel::generator;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> examples(const std::string& page) {
    const std::string opening = "```console\n", closing = "```\n";
    std::vector<std::string> found;
    for (auto at = page.find(opening); at != std::string::npos; at = page.find(opening, at)) {
        at += opening.size();
        const auto end = page.find(closing, at);
        found.push_back(page.substr(at, end - at));
        at = end;
    }
    return found;
}

std::vector<std::string> outputs() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(ALUDEL_GOLDEN_DIRECTORY))
        if (fs::exists(entry.path() / "output")) found.push_back('\n' + read_file(entry.path() / "output"));
    return found;
}

}  // namespace

TEST_CASE("every example of the page of commands is what a golden case prints") {
    const std::vector<std::string> found = examples(read_file(ALUDEL_COMMANDS_PAGE)), all = outputs();
    REQUIRE(found.size() >= 9);
    for (const std::string& example : found) {
        CAPTURE(example);
        CHECK(std::any_of(all.begin(), all.end(),
                          [&](const std::string& output) { return output.find('\n' + example) != std::string::npos; }));
    }
}
