#include "measure.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

extern char** environ;

namespace aludel::bench {
namespace {

template <class T>
T median(std::vector<T> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

Cost timed(const std::function<void()>& run) {
    const auto before = std::chrono::steady_clock::now();
    run();
    return {.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count()};
}

Cost process(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));  // posix_spawn's old signature
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    rusage usage = {};
    int status = 0;
    Cost cost = timed([&] {
        pid_t child = 0;
        if (posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0)
            throw std::runtime_error("cannot start " + command[0]);
        if (wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait for " + command[0]);
    });
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::string text;
        for (const std::string& word : command) text += word + ' ';
        throw std::runtime_error("failed: " + text);
    }
    cost.peak_kilobytes = usage.ru_maxrss;
    return cost;
}

void compare(const std::string& title, const std::vector<Case>& cases, int rounds) {
    std::vector<std::vector<double>> times(cases.size());
    std::vector<std::vector<double>> ratios(cases.size());
    std::vector<std::vector<long>> peaks(cases.size());
    for (int round = 0; round <= rounds; ++round) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const Cost cost = cases[i].run();
            if (round == 0) continue;
            times[i].push_back(cost.milliseconds);
            peaks[i].push_back(cost.peak_kilobytes);
            ratios[i].push_back(cost.milliseconds / times[0].back());
        }
    }
    std::printf("\n### %s\n\n| | median, ms | least to most, ms | ratio | peak, MB |\n|---|---|---|---|---|\n", title.c_str());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto [least, most] = std::minmax_element(times[i].begin(), times[i].end());
        const long peak = median(peaks[i]);
        std::printf("| %s | %.1f | %.1f to %.1f | %s | %s |\n", cases[i].name.c_str(), median(times[i]), *least, *most,
                    i == 0 ? "1" : std::to_string(median(ratios[i])).substr(0, 5).c_str(),
                    peak == 0 ? "" : std::to_string(peak / 1024).c_str());
    }
    std::fflush(stdout);
}

}  // namespace aludel::bench
