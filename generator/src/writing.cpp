#include <aludel/generator/writing.h>

#include <thread>
#include <utility>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/repair.h>

namespace aludel::generator {
namespace {

DirectoryLock take_lock(const path& directory, const std::function<void(const std::string&)>& waiting, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (bool told = false;; told = true) {
        if (auto lock = DirectoryLock::take(directory)) return std::move(*lock);
        const std::string holder = lock_holder(directory);
        if (std::chrono::steady_clock::now() >= end)
            throw Failure("busy", fmt::format("{} is writing a revision in {}; nothing is changed, try again when it is done", holder,
                                              shown(directory)));
        if (!told && waiting) waiting(fmt::format("waiting for {}, which is writing a revision in {}", holder, shown(directory)));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace

Writing::Writing(Config config, const std::function<void(const std::string&)>& waiting, std::chrono::milliseconds patience)
    : config_(std::move(config)), lock_(take_lock(config_.migrations_directory, waiting, patience)), repaired_(repair(config_)) {}

}  // namespace aludel::generator
