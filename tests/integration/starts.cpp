#include "integration/starts.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

extern char** environ;

namespace aludel::tests {
namespace {

class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "aludel_starts_XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder for the output of the programs");
        path_ = pattern;
    }
    ~ScratchFolder() { std::filesystem::remove_all(path_); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

pid_t spawn(const std::string& url, int gate, int other_end, const std::string& output, const std::string& complaint) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, gate, 0);
    posix_spawn_file_actions_addclose(&actions, other_end);
    posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, complaint.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::string program = ALUDEL_START_ONCE;
    std::string argument = url;
    char* arguments[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    const int error = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("cannot start " + program);
    return child;
}

}  // namespace

Starts start_together(const std::string& url, int count) {
    const ScratchFolder folder;
    int gate[2];
    if (pipe(gate) != 0) throw std::runtime_error("cannot make a pipe");
    std::vector<pid_t> children;
    for (int i = 0; i < count; ++i)
        children.push_back(spawn(url, gate[0], gate[1], folder.file("out" + std::to_string(i)), folder.file("err" + std::to_string(i))));
    close(gate[0]);
    close(gate[1]);  // they go

    Starts result;
    for (int i = 0; i < count; ++i) {
        int status = 0;
        waitpid(children[static_cast<std::size_t>(i)], &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            ++result.failed;
            std::ifstream complaint(folder.file("err" + std::to_string(i)));
            for (std::string line; std::getline(complaint, line);) result.complaints += line + "\n";
        }
        std::ifstream output(folder.file("out" + std::to_string(i)));
        for (std::string id; std::getline(output, id);) ++result.revisions[id];
    }
    return result;
}

bool each_once(const Starts& starts) {
    if (starts.failed != 0 || starts.revisions.size() != 20) return false;
    for (const auto& one : starts.revisions) {
        if (one.second != 1) return false;
    }
    return true;
}

}  // namespace aludel::tests
