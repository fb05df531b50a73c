#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

/// A directory of its own for a test, removed with it.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "aludel-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
        directory_ = std::filesystem::canonical(name);
    }
    ~Scratch() {
        std::error_code error;
        std::filesystem::remove_all(directory_, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& directory() const { return directory_; }
    std::filesystem::path operator/(const std::string& name) const { return directory_ / name; }

private:
    std::filesystem::path directory_;
};
