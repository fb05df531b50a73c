#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aludel::generator {

/// What a template may say: texts, conditions and lists of the same.
struct Variables {
    std::map<std::string, std::string> texts = {};
    std::map<std::string, bool> conditions = {};
    std::map<std::string, std::vector<Variables>> lists = {};
};

/// The template of that name ("revision.cpp"): `<name>.mustache` in `directory` where it is there, else the tool's own.
/// @throws Failure for one that is malformed, or that says a name which nobody gives, with its file and line.
std::string render_template(const std::string& name, const Variables& variables,
                            const std::optional<std::filesystem::path>& directory = {});

}  // namespace aludel::generator
