#pragma once

#include <optional>
#include <string>

#include <aludel/generator/files.h>

namespace aludel::generator {

/// A directory that one process at a time has for itself: a lock of the kernel's (flock) on the directory, which goes with
/// the process, however it ends. Nothing is written. Where the file system has no locks, everybody gets it.
class DirectoryLock {
public:
    /// nullopt while another has it. A directory that is not there is made, and removed with the lock where nothing is in
    /// it then. @throws Failure for one that cannot be opened or made.
    static std::optional<DirectoryLock> take(const path& directory);

    ~DirectoryLock();
    DirectoryLock(DirectoryLock&& other) noexcept;
    DirectoryLock& operator=(DirectoryLock&&) = delete;

private:
    DirectoryLock(int descriptor, path made) : descriptor_(descriptor), made_(std::move(made)) {}
    int descriptor_;
    path made_;  ///< the directory, where it was not there
};

/// Whether somebody has the lock of the directory.
bool is_locked(const path& directory);
/// Who, as far as the system says: "process 4711", else "another process".
std::string lock_holder(const path& directory);

}  // namespace aludel::generator
