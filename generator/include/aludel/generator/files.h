#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aludel::generator {

using std::filesystem::path;

/// @throws Failure that names the file and the reason.
std::string read_file(const path& file);
/// nullopt when there is none. @throws Failure for one that cannot be read.
std::optional<std::string> find_file(const path& file);
/// Regular files directly in the directory whose name ends so; sorted. Empty when the directory is not there.
std::vector<path> files_in(const path& directory, const std::string& extension);
/// The path as messages show it: relative to the working directory where that is shorter.
std::string shown(const path& file);

/// Writes it beside its place, syncs and renames: whoever looks, also after a crash, sees the old content or the new one.
/// It keeps its permissions. @throws Failure that names the file and the reason.
void write_file(const path& file, const std::string& content);

struct FileText {
    path file;
    std::string text;
};
/// The same for several: none has its name before all of them are on disk, and all have it when this returns. One wait for
/// the disk, not one a file.
void write_files(const std::vector<FileText>& files);

/// @throws Failure likewise; not for one that is not there.
void remove_file(const path& file);
/// Its parent has to be there. @throws Failure likewise; not for one that is there already.
void make_directory(const path& directory);
/// What write_file leaves beside its place when the process dies in it.
bool is_left_over(const path& file);

/// Files that change together. Each is written as write_file does, in the order they were given; the last one is the
/// commit point. Until release(), leaving the scope puts everything back as it was: an exception leaves nothing behind.
/// A process that dies in it does; see journal.h for what has to stand that.
class FileChanges {
public:
    FileChanges() = default;
    ~FileChanges();
    FileChanges(const FileChanges&) = delete;
    FileChanges& operator=(const FileChanges&) = delete;

    /// @throws Failure that names the file and the reason.
    void write(const path& file, const std::string& content);
    void remove(const path& file);
    /// Everything stays.
    void release() { done_.clear(); }

private:
    struct Done {
        path file;
        std::optional<std::string> before;
    };
    void make_directories(const path& directory);
    std::vector<Done> done_;
    std::vector<path> directories_;  ///< made by this; removed again when nothing is left in them
};

}  // namespace aludel::generator
