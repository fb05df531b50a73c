// The front end beside the compiler on the same headers; a revision file beside an empty file.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "measure.h"

namespace {

using aludel::bench::Case;
using aludel::bench::process;
namespace fs = std::filesystem;

const std::string source = ALUDEL_SOURCE_DIR;

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

/// A model of ten members, as bookshelf's; each refers to the one before it.
std::string model(int number) {
    const std::string n = std::to_string(number);
    std::string text =
        "#pragma once\n#include <chrono>\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n"
        "#include <aludel/model.h>\n";
    if (number > 0) text += "#include \"model" + std::to_string(number - 1) + ".h\"\n";
    text += "namespace bench {\nstruct [[db::table(\"table_" + n + "\")]] Model" + n +
            " {\n"
            "    [[db::primary_key, db::identity]] std::int64_t id;\n"
            "    [[db::unique, db::length(255)]] std::string email;\n"
            "    [[db::length(100), db::index]] std::string name;\n"
            "    std::optional<std::string> note;\n"
            "    [[db::default_value]] bool is_active = true;\n"
            "    [[db::check(\"count_" +
            n + " >= 0\")]] std::int32_t count_" + n +
            ";\n"
            "    std::optional<double> weight;\n"
            "    std::optional<std::vector<std::byte>> picture;\n"
            "    std::chrono::sys_seconds created_at;\n";
    if (number > 0)
        text +=
            "    [[db::references(&Model" + std::to_string(number - 1) + "::id), db::on_delete(db::cascade)]] std::int64_t previous_id;\n";
    else
        text += "    std::int64_t previous_id;\n";
    return text + "};\n}  // namespace bench\n";
}

/// A revision of one table with ten columns, keys and an index, written as `aludel revision` writes them.
const char* const revision =
    "#include <aludel/revision.h>\n"
    "namespace bench::migrations {\n"
    "namespace r1 {\n"
    "using namespace aludel::types;\n"
    "void upgrade(aludel::operations& op) {\n"
    "    static constexpr aludel::table users = {\n"
    "        .name = \"users\",\n"
    "        .columns = {{.name = \"id\", .type = bigint, .identity = by_default},\n"
    "                    {.name = \"email\", .type = varchar(255)},\n"
    "                    {.name = \"name\", .type = varchar(100)},\n"
    "                    {.name = \"note\", .type = text, .nullable = true},\n"
    "                    {.name = \"is_active\", .type = boolean, .default_value = true},\n"
    "                    {.name = \"count\", .type = integer},\n"
    "                    {.name = \"weight\", .type = double_precision, .nullable = true},\n"
    "                    {.name = \"picture\", .type = bytes, .nullable = true},\n"
    "                    {.name = \"created_at\", .type = timestamp, .default_value = now},\n"
    "                    {.name = \"team_id\", .type = bigint}},\n"
    "        .primary_key = {.name = \"pk_users\", .columns = {\"id\"}},\n"
    "        .uniques = {{.name = \"uq_users_email\", .columns = {\"email\"}}},\n"
    "        .foreign_keys = {{.name = \"fk_users_team_id\", .columns = {\"team_id\"}, .references = \"teams\", .referred_columns = "
    "{\"id\"}, .on_delete = cascade}},\n"
    "        .checks = {{.name = \"ck_users_count\", .condition = {\"count >= 0\"}}},\n"
    "    };\n"
    "    op.create_table(users);\n"
    "    op.create_index(\"users\", {.name = \"ix_users_name\", .columns = {\"name\"}});\n"
    "}\n"
    "void downgrade(aludel::operations& op) {\n"
    "    op.drop_index(\"users\", \"ix_users_name\");\n"
    "    op.drop_table(\"users\");\n"
    "}\n"
    "}  // namespace r1\n"
    "extern constinit const aludel::revision revision_1 = {\n"
    "    .id = \"1\", .message = \"create users\", .api = 1, .upgrade = r1::upgrade, .downgrade = r1::downgrade};\n"
    "}  // namespace bench::migrations\n";

void measure_revision(const fs::path& folder, const std::string& compiler) {
    write(folder / "empty.cpp", "");
    write(folder / "revision.cpp", revision);
    write(folder / "string.cpp", "#include <string>\n");
    for (const char* level : {"-O0", "-O2"}) {
        const auto compile = [&](const std::string& name, const std::string& file) {
            return Case{name, [=] {
                            return process({compiler, "-std=c++20", level, "-c", "-o", "/dev/null", "-I" + source + "/migrations/include",
                                            (folder / file).string()});
                        }};
        };
        aludel::bench::compare("One revision file, " + compiler + " " + level,
                               {compile("an empty file", "empty.cpp"), compile("a revision of ten columns", "revision.cpp"),
                                compile("`#include <string>` alone", "string.cpp")},
                               15);
    }
}

#ifdef ALUDEL_MODELS
void measure_front_end(const fs::path& folder, int models) {
    const fs::path headers = folder / std::to_string(models);
    fs::create_directory(headers);
    std::string umbrella;
    std::vector<std::string> reading = {ALUDEL_MODELS, "--output", "/dev/null"};
    std::vector<std::string> full = {ALUDEL_MODELS, "--output", "/dev/null", "--full-headers"};
    for (int i = 0; i < models; ++i) {
        const std::string name = "model" + std::to_string(i) + ".h";
        write(headers / name, model(i));
        umbrella += "#include \"" + name + "\"\n";
        reading.push_back((headers / name).string());
        full.push_back((headers / name).string());
    }
    write(headers / "umbrella.cpp", umbrella);
    const std::vector<std::string> flags = {"-std=c++20", "-I" + source + "/schema/include", "-I" + headers.string()};
    for (auto* command : {&reading, &full}) {
        command->emplace_back("--");
        command->insert(command->end(), flags.begin(), flags.end());
    }
    std::vector<std::string> compiling = {ALUDEL_CLANGXX, "-fsyntax-only", (headers / "umbrella.cpp").string()};
    compiling.insert(compiling.end(), flags.begin(), flags.end());
    aludel::bench::compare("The front end on " + std::to_string(models) + " models",
                           {{"`clang++ -fsyntax-only` of the same headers", [=] { return process(compiling); }},
                            {"`aludel-models`", [=] { return process(reading); }},
                            {"`aludel-models --full-headers`", [=] { return process(full); }}},
                           9);
}
#endif

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / ("aludel_bench_" + std::to_string(getpid()));
    fs::create_directory(folder);
    int status = 0;
    try {
#ifdef ALUDEL_MODELS
        measure_front_end(folder, 10);
        measure_front_end(folder, 100);
#endif
        measure_revision(folder, "g++");
        measure_revision(folder, "clang++");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_compile: %s\n", error.what());
        status = 1;
    }
    fs::remove_all(folder);
    return status;
}
