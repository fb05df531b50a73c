#include <aludel/generator/hooks.h>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/process.h>

namespace aludel::generator {
namespace {

constexpr std::string_view token = "REVISION_SCRIPT_FILENAME";

bool has_clang_format_file(const std::filesystem::path& root) {
    for (std::filesystem::path at = root;; at = at.parent_path()) {
        if (std::filesystem::exists(at / ".clang-format") || std::filesystem::exists(at / "_clang-format")) return true;
        if (std::filesystem::exists(at / ".git") || at == at.parent_path()) return false;
    }
}

bool put_file(std::string& word, const std::string& file) {
    const auto at = word.find(token);
    if (at == std::string::npos) return false;
    word.replace(at, token.size(), file);
    return true;
}

}  // namespace

std::vector<std::string> post_write_hooks(const Config& config) {
    if (config.post_write) return *config.post_write;
    if (has_clang_format_file(config.root) && is_installed("clang-format")) return {"clang-format -i REVISION_SCRIPT_FILENAME"};
    return {};
}

void run_hooks(const std::vector<std::string>& hooks, const std::filesystem::path& file) {
    for (const std::string& hook : hooks) {
        std::vector<std::string> words = split_command(hook);
        if (words.empty()) throw Failure("hook", "a command of [hooks] post_write is empty");
        bool said = false;
        for (std::string& word : words) said = put_file(word, file.string()) || said;
        if (!said) words.push_back(file.string());
        if (const int status = run_program(words).status; status != 0)
            throw Failure("hook", fmt::format("the hook `{}` ended with {}; nothing is written", hook, status));
    }
}

}  // namespace aludel::generator
