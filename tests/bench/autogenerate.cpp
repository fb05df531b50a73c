// `aludel revision --autogenerate` beside Alembic's, on a thousand equal models.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "measure.h"
#include "thousand.h"

namespace {

using aludel::bench::Case;
using aludel::bench::compare;
using aludel::bench::process;
using aludel::bench::thousand;
namespace fs = std::filesystem;

const std::string python = ALUDEL_ALEMBIC_PYTHON;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

/// Puts a folder back as it is now, not counted.
class Kept {
public:
    Kept(fs::path folder, fs::path copy) : folder_(std::move(folder)), copy_(std::move(copy)) {
        fs::copy(folder_, copy_, fs::copy_options::recursive);
    }
    void put_back() const {
        fs::remove_all(folder_);
        fs::copy(copy_, folder_, fs::copy_options::recursive);
    }

private:
    fs::path folder_;
    fs::path copy_;
};

Case again(std::string name, const Kept& kept, std::vector<std::string> command) {
    return {std::move(name), [&kept, command = std::move(command)] {
                kept.put_back();
                return process(command);
            }};
}

void measure(const fs::path& folder) {
    const fs::path ours = folder / "aludel";
    const fs::path theirs = folder / "alembic";
    write(ours / "aludel.toml",
          fmt::format("name = \"bench\"\n[models]\nheaders = [\"models/*.h\"]\ninclude_directories = [\"{}\"]\n[hooks]\npost_write = []\n",
                      ALUDEL_MODEL_INCLUDES));
    for (int number = 0; number < thousand; ++number)
        write(ours / fmt::format("models/model{:03}.h", number), aludel::bench::thousandth_model(number, false));
    process({python, ALUDEL_ALEMBIC_SCRIPTS "/thousand.py", theirs.string()});
    const std::string config = (ours / "aludel.toml").string();
    const std::string ini = (theirs / "alembic.ini").string();
    const auto aludel = [&](const std::string& message) {
        return std::vector<std::string>{ALUDEL_PROGRAM,   "-c", config, "--frontend", ALUDEL_MODELS, "revision",
                                        "--autogenerate", "-m", message};
    };
    const auto alembic = [&](const std::string& models, const std::string& database) {
        return std::vector<std::string>{
            python,           "-m", "alembic", "-c", ini, "-x", "models=" + models, "-x", "database=" + database, "revision",
            "--autogenerate", "-m", "bench"};
    };

    const Kept empty(ours, folder / "empty");
    const Kept environment(theirs, folder / "environment");
    compare("Autogenerate, the first revision of 1,000 models",
            {again("`alembic revision --autogenerate`, an empty SQLite database", environment, alembic("before", "empty.db")),
             again("`aludel revision --autogenerate`", empty, aludel("first"))},
            3);

    empty.put_back();
    process(aludel("first"));
    write(ours / "models/model500.h", aludel::bench::thousandth_model(500, true));
    const Kept at_head(ours, folder / "at_head");
    compare("Autogenerate, one column more in 1,000 models",
            {again("`alembic revision --autogenerate`, a SQLite database of 1,000 tables", environment, alembic("after", "full.db")),
             again("`aludel revision --autogenerate`", at_head, aludel("added"))},
            5);
}

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / ("aludel_bench_autogenerate_" + std::to_string(getpid()));
    fs::create_directory(folder);
    int status = 0;
    try {
        measure(folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_autogenerate: %s\n", error.what());
        status = 1;
    }
    fs::remove_all(folder);
    return status;
}
