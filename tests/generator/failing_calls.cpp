#include "failing_calls.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

enum class Fate { none, die, full };
Fate fate = Fate::none;
int fatal = 0;
int calls = 0;

/// Whether it may go on; a call that writes may not on a full disk.
bool may_go_on(bool writes) {
    if (fate == Fate::none) return true;
    ++calls;
    if (fate == Fate::die && calls == fatal) ::raise(SIGKILL);
    if (fate == Fate::full && writes && calls >= fatal) {
        errno = ENOSPC;
        return false;
    }
    return true;
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

void die_at_call(int n) {
    fate = Fate::die;
    fatal = n;
    calls = 0;
}

void fill_disk_at_call(int n) {
    fate = Fate::full;
    fatal = n;
    calls = 0;
}

int count_calls() {
    fate = Fate::none;
    return calls;
}

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const function = real<ssize_t(int, const void*, size_t)>("write");
    if (fate == Fate::none) return function(file, bytes, size);
    if (fate == Fate::die && calls + 1 == fatal) (void)!function(file, bytes, size / 2);
    if (!may_go_on(true)) return -1;
    return function(file, bytes, size);
}

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int rename(const char* from, const char* to) noexcept {
    static auto* const function = real<int(const char*, const char*)>("rename");
    return may_go_on(false) ? function(from, to) : -1;
}

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int unlink(const char* file) noexcept {
    static auto* const function = real<int(const char*)>("unlink");
    return may_go_on(false) ? function(file) : -1;
}

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int mkdir(const char* directory, mode_t mode) noexcept {
    static auto* const function = real<int(const char*, mode_t)>("mkdir");
    return may_go_on(true) ? function(directory, mode) : -1;
}

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int rmdir(const char* directory) noexcept {
    static auto* const function = real<int(const char*)>("rmdir");
    return may_go_on(false) ? function(directory) : -1;
}

// Nothing here outlives the machine, and thousands of them take minutes.
int fsync(int) {
    return may_go_on(true) ? 0 : -1;
}
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name)
int syncfs(int) noexcept {
    return may_go_on(true) ? 0 : -1;
}

}  // extern "C"
