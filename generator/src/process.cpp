#include <aludel/generator/process.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <aludel/generator/failure.h>

extern char** environ;

namespace aludel::generator {
namespace {

class Pipe {
public:
    Pipe() {
        if (::pipe2(ends_, O_CLOEXEC) != 0) throw Failure("process", fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    }
    ~Pipe() {
        ::close(ends_[0]);
        close_writing();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int reading() const { return ends_[0]; }
    int writing() const { return ends_[1]; }
    void close_writing() {
        if (ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }

private:
    int ends_[2] = {-1, -1};
};

class Actions {
public:
    Actions() { ::posix_spawn_file_actions_init(&actions_); }
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

std::string read_all(int from) {
    std::string text;
    char buffer[4096];
    while (true) {
        const ssize_t bytes = ::read(from, buffer, sizeof buffer);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes <= 0) return text;
        text.append(buffer, static_cast<std::size_t>(bytes));
    }
}

int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Ended run_program(const std::vector<std::string>& command, bool capture_output) {
    std::vector<std::string> words = command;
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::fflush(nullptr);
    Pipe output;
    Actions actions;
    if (capture_output) ::posix_spawn_file_actions_adddup2(actions.get(), output.writing(), STDOUT_FILENO);
    pid_t process = 0;
    if (const int error = ::posix_spawnp(&process, argv.front(), actions.get(), nullptr, argv.data(), environ); error != 0)
        throw Failure("process", fmt::format("cannot run {}: {}", command.front(), std::strerror(error)));
    output.close_writing();
    Ended ended;
    if (capture_output) ended.output = read_all(output.reading());
    ended.status = wait_for(process);
    return ended;
}

std::vector<std::string> split_command(const std::string& command) {
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = '\0';
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (quote != '\0') {
            if (c == quote) {
                quote = '\0';
            } else if (quote == '"' && c == '\\' && i + 1 < command.size() && (command[i + 1] == '"' || command[i + 1] == '\\')) {
                word += command[++i];
            } else {
                word += c;
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            in_word = true;
        } else if (c == '\\' && i + 1 < command.size()) {
            word += command[++i];
            in_word = true;
        } else if (c == ' ' || c == '\t' || c == '\n') {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != '\0') throw Failure("process", fmt::format("a quote does not end in the command: {}", command));
    if (in_word) words.push_back(std::move(word));
    return words;
}

bool is_installed(const std::string& program) {
    const char* path_variable = std::getenv("PATH");
    std::string_view rest = path_variable == nullptr ? "/usr/bin:/bin" : path_variable;
    while (!rest.empty()) {
        const std::string_view directory = rest.substr(0, rest.find(':'));
        if (::access((std::filesystem::path(directory) / program).c_str(), X_OK) == 0) return true;
        rest.remove_prefix(std::min(rest.size(), directory.size() + 1));
    }
    return false;
}

}  // namespace aludel::generator
