#include <aludel/generator/files.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <aludel/generator/failure.h>

#include "descriptor.h"

namespace aludel::generator {
namespace {

[[noreturn]] void fail(const char* what, const path& file, int error) {
    throw Failure("file", fmt::format("cannot {} {}: {}", what, shown(file), std::strerror(error)));
}

void write_all(const Descriptor& to, const std::string& content, const path& file) {
    std::size_t written = 0;
    while (written < content.size()) {
        const ssize_t bytes = ::write(to.number(), content.data() + written, content.size() - written);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0) fail("write", file, errno);
        written += static_cast<std::size_t>(bytes);
    }
}

// A rename is on disk when its directory is. Not every file system can sync a directory; that is no failure.
void sync_directory(const path& directory) {
    const Descriptor opened(::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() >= 0) (void)::fsync(opened.number());
}

// Up to so many files each is synced by itself: syncfs also waits for what other programs have written.
#ifdef __linux__
constexpr std::size_t few_files = 8;
#else
constexpr std::size_t few_files = std::numeric_limits<std::size_t>::max();
#endif

void write_temporary(const FileText& to, const path& temporary, bool sync) {
    struct ::stat existing {};
    const bool exists = ::stat(to.file.c_str(), &existing) == 0;
    const Descriptor opened(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (opened.number() < 0) fail("write", to.file, errno);
    if (exists) (void)::fchmod(opened.number(), existing.st_mode & 07777U);
    write_all(opened, to.text, to.file);
    if (sync && ::fsync(opened.number()) != 0) fail("write", to.file, errno);
}

// A thousand files synced one by one are a thousand waits for the disk.
void sync_file_systems(const std::vector<FileText>& files) {
    std::map<dev_t, path> directories;
    for (const FileText& each : files) {
        struct ::stat found {};
        const path directory = each.file.parent_path();
        if (::stat(directory.c_str(), &found) == 0) directories.emplace(found.st_dev, directory);
    }
    for (const auto& [device, directory] : directories) {
        const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
#ifdef __linux__
        if (opened.number() < 0 || ::syncfs(opened.number()) != 0) fail("write to", directory, errno);
#endif
    }
}

constexpr std::string_view temporary_word = ".aludel-", temporary_end = ".tmp";

}  // namespace

std::string read_file(const path& file) {
    auto content = find_file(file);
    if (!content) fail("read", file, ENOENT);
    return std::move(*content);
}

std::optional<std::string> find_file(const path& file) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.number() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        fail("read", file, errno);
    }
    std::string content;
    char buffer[1U << 14U];
    while (true) {
        const ssize_t bytes = ::read(opened.number(), buffer, sizeof buffer);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0) fail("read", file, errno);
        if (bytes == 0) return content;
        content.append(buffer, static_cast<std::size_t>(bytes));
    }
}

std::vector<path> files_in(const path& directory, const std::string& extension) {
    std::vector<path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->is_regular_file() && entry->path().filename().string().ends_with(extension)) files.push_back(entry->path());
    }
    if (error && error != std::errc::no_such_file_or_directory) fail("read", directory, error.value());
    std::sort(files.begin(), files.end());
    return files;
}

std::string shown(const path& file) {
    std::error_code error;
    const path relative = std::filesystem::proximate(file, error);
    const std::string text = file.string();
    return error || relative.empty() || relative.string().size() >= text.size() ? text : relative.string();
}

void write_file(const path& file, const std::string& content) {
    write_files({{file, content}});
}

void write_files(const std::vector<FileText>& files) {
    std::vector<path> temporaries;
    try {
        for (const FileText& each : files) {
            temporaries.push_back(each.file);
            temporaries.back() += fmt::format("{}{}{}", temporary_word, ::getpid(), temporary_end);
            write_temporary(each, temporaries.back(), files.size() <= few_files);
        }
        if (files.size() > few_files) sync_file_systems(files);
        for (std::size_t i = 0; i < files.size(); ++i)
            if (::rename(temporaries[i].c_str(), files[i].file.c_str()) != 0) fail("write", files[i].file, errno);
    } catch (...) {
        for (const path& temporary : temporaries) ::unlink(temporary.c_str());
        throw;
    }
    std::set<path> directories;
    for (const FileText& each : files) directories.insert(each.file.parent_path());
    for (const path& directory : directories) sync_directory(directory);
}

void remove_file(const path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) fail("remove", file, errno);
    sync_directory(file.parent_path());
}

void make_directory(const path& directory) {
    if (::mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) fail("make the directory", directory, errno);
    sync_directory(directory.parent_path());
}

bool is_left_over(const path& file) {
    const std::string name = file.filename().string();
    const auto at = name.rfind(temporary_word);
    if (at == std::string::npos || !name.ends_with(temporary_end)) return false;
    const auto begin = at + temporary_word.size();
    const std::string_view process = std::string_view(name).substr(begin, name.size() - temporary_end.size() - begin);
    return !process.empty() && process.find_first_not_of("0123456789") == std::string_view::npos;
}

FileChanges::~FileChanges() {
    // Newest first; what cannot be put back stays as it is, there is nothing better to do while unwinding.
    std::for_each(done_.rbegin(), done_.rend(), [](const Done& done) {
        try {
            if (done.before) {
                write_file(done.file, *done.before);
            } else {
                ::unlink(done.file.c_str());
            }
        } catch (const std::exception& error) {
            fmt::print(stderr, "aludel: {}\n", error.what());
        }
    });
    if (done_.empty()) return;
    std::for_each(directories_.rbegin(), directories_.rend(), [](const path& directory) { ::rmdir(directory.c_str()); });
}

void FileChanges::make_directories(const path& directory) {
    if (directory.empty() || std::filesystem::is_directory(directory)) return;
    make_directories(directory.parent_path());
    make_directory(directory);
    directories_.push_back(directory);
}

void FileChanges::write(const path& file, const std::string& content) {
    make_directories(file.parent_path());
    Done done{file, find_file(file)};
    if (done.before == content) return;
    write_file(file, content);
    done_.push_back(std::move(done));
}

void FileChanges::remove(const path& file) {
    Done done{file, find_file(file)};
    if (!done.before) return;
    remove_file(file);
    done_.push_back(std::move(done));
}

}  // namespace aludel::generator
