// diff beside reading the snapshot, and the snapshot's files beside a bare read and write of the same bytes.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <aludel/generator/config.h>
#include <aludel/generator/files.h>
#include <aludel/generator/write_revision.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/snapshot.h>

#include "measure.h"
#include "thousand.h"

namespace {

using aludel::bench::compare;
using aludel::bench::timed;
using namespace aludel::schema;
namespace fs = std::filesystem;

std::size_t read_bare(const fs::path& directory) {
    std::size_t bytes = 0;
    std::string text;
    for (const auto& entry : fs::directory_iterator(directory)) {
        text.resize(entry.file_size());
        std::ifstream(entry.path(), std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
        bytes += text.size();
    }
    return bytes;
}

void write_bare(const fs::path& directory, const SnapshotFiles& files) {
    fs::remove_all(directory);
    fs::create_directories(directory);
    for (const auto& [name, text] : files) std::ofstream(directory / name, std::ios::binary) << text;
}

/// As a crash must not tear a file: beside it, to the disk, and in its place.
void write_safely(const fs::path& directory, const SnapshotFiles& files) {
    fs::remove_all(directory);
    fs::create_directories(directory);
    for (const auto& [name, text] : files) {
        const std::string temporary = (directory / (name + ".tmp")).string();
        const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (file < 0 || ::write(file, text.data(), text.size()) < 0 || ::fsync(file) != 0)
            throw std::runtime_error("cannot write " + temporary);
        ::close(file);
        fs::rename(temporary, directory / name);
    }
    const int folder = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    (void)::fsync(folder);
    ::close(folder);
}

void measure(const fs::path& folder) {
    const Schema before = aludel::bench::thousand_tables();
    Schema after = before;
    after.tables.find("table_500")->columns.add({.name = "added", .type = {String{}}, .nullable = true});

    aludel::generator::Config config;
    config.schema_directory = folder / "schema";
    const SnapshotFiles files = print({before, {}});
    write_bare(config.schema_directory, files);
    const auto read = [&] { return parse(aludel::generator::read_snapshot_files(config)); };
    if (read().schema != before) throw std::runtime_error("the snapshot is not read as it was written");
    if (diff(before, after).changes.size() != 1) throw std::runtime_error("one column more is not one change");

    compare("Snapshot and diff, 1,000 tables of 10 columns",
            {{"a bare read of the files", [&] { return timed([&] { read_bare(config.schema_directory); }); }},
             {"the snapshot, read and parsed", [&] { return timed([&] { read(); }); }}},
            9);
    compare("`diff` with one change in 1,000 tables, beside reading the snapshot (the goal: at most 1.5)",
            {{"the snapshot, read and parsed", [&] { return timed([&] { read(); }); }},
             {"`diff`", [&] { return timed([&] { diff(before, after); }); }},
             {"`diff` of equal schemas", [&] { return timed([&] { diff(before, before); }); }}},
            9);
    compare(
        "Writing 1,000 snapshot files",
        {{"a bare write", [&] { return timed([&] { write_bare(folder / "bare", files); }); }},
         {"a bare write that a crash does not tear (fsync, rename)", [&] { return timed([&] { write_safely(folder / "safe", files); }); }},
         {"`print` alone", [&] { return timed([&] {
                                     print({before, {}});
                                 }); }},
         {"printed and written",
          [&] {
              fs::remove_all(folder / "ours");
              return timed([&] {
                  aludel::generator::FileChanges changes;
                  for (const auto& [name, text] : print({before, {}})) changes.write(folder / "ours" / name, text);
                  changes.release();
              });
          }},
         {"the same again, with one table changed",
          [&] {
              static bool other = false;
              other = !other;
              return timed([&] {
                  aludel::generator::FileChanges changes;
                  for (const auto& [name, text] : print({other ? after : before, {}})) changes.write(folder / "ours" / name, text);
                  changes.release();
              });
          }}},
        5);
}

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / ("aludel_bench_schema_" + std::to_string(getpid()));
    fs::create_directory(folder);
    int status = 0;
    try {
        measure(folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_schema: %s\n", error.what());
        status = 1;
    }
    fs::remove_all(folder);
    return status;
}
