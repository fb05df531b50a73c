#include <aludel/generator/directory_lock.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/sysmacros.h>
#endif

#include <aludel/generator/failure.h>

#include "descriptor.h"

namespace aludel::generator {
namespace {

[[noreturn]] void fail(const char* what, const path& directory) {
    throw Failure("file", fmt::format("cannot {} {}: {}", what, shown(directory), std::strerror(errno)));
}

Descriptor open_directory(const path& directory) {
    return Descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

/// False when another has it. NFS gives EBADF, since it locks only what is open for writing.
bool lock(const Descriptor& directory, int how) {
    while (::flock(directory.number(), how | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return false;
        if (errno != EINTR) return true;
    }
    return true;
}

/// Another may have removed the directory, and made it anew, between open and flock.
bool is_the_same(const Descriptor& opened, const path& directory) {
    struct ::stat here {};
    struct ::stat there {};
    return ::fstat(opened.number(), &here) == 0 && ::stat(directory.c_str(), &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

}  // namespace

std::optional<DirectoryLock> DirectoryLock::take(const path& directory) {
    path made;
    while (true) {
        Descriptor opened = open_directory(directory);
        if (opened.number() < 0 && errno == ENOENT) {
            std::error_code error;
            if (std::filesystem::create_directories(directory, error)) made = directory;
            if (error) {
                errno = error.value();
                fail("make the directory", directory);
            }
            continue;
        }
        if (opened.number() < 0) fail("open", directory);
        if (!lock(opened, LOCK_EX)) return {};
        if (is_the_same(opened, directory)) return DirectoryLock(opened.release(), std::move(made));
    }
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), made_(std::exchange(other.made_, {})) {}

DirectoryLock::~DirectoryLock() {
    if (descriptor_ < 0) return;
    if (!made_.empty()) ::rmdir(made_.c_str());
    ::close(descriptor_);
}

bool is_locked(const path& directory) {
    const Descriptor opened = open_directory(directory);
    return opened.number() >= 0 && !lock(opened, LOCK_SH);
}

std::string lock_holder(const path& directory) {
#if defined(__linux__)
    // "1: FLOCK  ADVISORY  WRITE 4711 fd:01:1048 0 EOF"; one that waits has "->" behind its number.
    struct ::stat locked {};
    if (::stat(directory.c_str(), &locked) != 0) return "another process";
    const std::string place = fmt::format("{:02x}:{:02x}:{}", major(locked.st_dev), minor(locked.st_dev), locked.st_ino);
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, advisory, access, process, where;
        words >> number >> kind >> advisory >> access >> process >> where;
        if (kind == "FLOCK" && access == "WRITE" && where == place) return "process " + process;
    }
#else
    (void)directory;
#endif
    return "another process";
}

}  // namespace aludel::generator
