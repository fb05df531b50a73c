#include <aludel/generator/glob.h>

#include <algorithm>
#include <system_error>

#include <fnmatch.h>

namespace aludel::generator {
namespace {

namespace fs = std::filesystem;
using Parts = std::vector<std::string>;

bool is_pattern(const std::string& part) {
    return part.find_first_of("*?[") != std::string::npos;
}

std::vector<fs::path> entries(const fs::path& directory) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
        found.push_back(entry->path());
    return found;
}

void match(const fs::path& at, Parts::const_iterator part, Parts::const_iterator end, std::vector<fs::path>& found) {
    if (part == end) {
        if (fs::is_regular_file(at)) found.push_back(at);
        return;
    }
    if (*part == "**") {
        match(at, part + 1, end, found);
        for (const fs::path& entry : entries(at))
            if (fs::is_directory(entry) && !fs::is_symlink(entry)) match(entry, part, end, found);
    } else if (is_pattern(*part)) {
        for (const fs::path& entry : entries(at))
            if (::fnmatch(part->c_str(), entry.filename().c_str(), FNM_PERIOD) == 0) match(entry, part + 1, end, found);
    } else if (fs::exists(at / *part)) {
        match(at / *part, part + 1, end, found);
    }
}

}  // namespace

std::vector<std::filesystem::path> glob(const std::filesystem::path& root, const std::string& pattern) {
    const fs::path whole = fs::path(pattern).is_absolute() ? fs::path(pattern) : root / pattern;
    Parts parts;
    for (const fs::path& part : whole.lexically_normal().relative_path()) parts.push_back(part.string());
    std::vector<fs::path> found;
    match(whole.root_path(), parts.begin(), parts.end(), found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace aludel::generator
