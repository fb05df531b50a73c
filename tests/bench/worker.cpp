#include "worker.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

extern char** environ;

namespace aludel::bench {

Worker::Worker(const std::vector<std::string>& command) {
    int in[2] = {};
    int out[2] = {};
    // Closed on exec, so that no other child holds the worker's end of the requests open.
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));  // posix_spawn's old signature
    arguments.push_back(nullptr);
    const int error = posix_spawnp(&child_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    requests_ = fdopen(in[1], "w");
    answers_ = fdopen(out[0], "r");
    if (error != 0) {
        std::fclose(requests_);
        std::fclose(answers_);
        throw std::runtime_error("cannot start " + command[0]);
    }
}

Worker::~Worker() {
    std::fclose(requests_);
    std::fclose(answers_);
    waitpid(child_, nullptr, 0);
}

std::string Worker::ask(const std::vector<std::string>& words) {
    std::string request;
    for (const std::string& word : words) request += (request.empty() ? "" : "\t") + word;
    std::fprintf(requests_, "%s\n", request.c_str());
    std::fflush(requests_);
    char* line = nullptr;
    std::size_t size = 0;
    const ssize_t length = getline(&line, &size, answers_);
    std::string answer = length < 0 ? "the worker has ended" : std::string(line, static_cast<std::size_t>(length));
    std::free(line);
    if (answer.ends_with('\n')) answer.pop_back();
    if (!answer.starts_with("ok\t")) throw std::runtime_error(words.front() + ": " + answer);
    return answer.substr(3);
}

}  // namespace aludel::bench
