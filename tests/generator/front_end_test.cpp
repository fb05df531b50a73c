#include <aludel/generator/front_end.h>

#include <doctest/doctest.h>

#include <cstdlib>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>

#include "scratch.h"

using namespace aludel::generator;

namespace {

/// A program that takes the place of aludel-models: writes `document` and its own arguments.
path fake_front_end(const Scratch& scratch, const std::string& document, int status = 0) {
    FileChanges changes;
    changes.write(scratch / "document", document);
    changes.write(scratch / "aludel-models", "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + (scratch / "arguments").string() +
                                                 "\n[ \"$1\" = --version ] && echo 9.9.9 && exit 0\ncp " + (scratch / "document").string() +
                                                 " \"$2\"\nexit " + std::to_string(status) + "\n");
    changes.release();
    std::filesystem::permissions(scratch / "aludel-models", std::filesystem::perms::owner_all);
    return scratch / "aludel-models";
}

Config config_in(const Scratch& scratch) {
    FileChanges changes;
    changes.write(scratch / "models/user.h", "");
    changes.release();
    return parse_config(scratch / "aludel.toml",
                        "name = \"shelf\"\n[models]\ninclude_directories = [\"include\"]\ndefinitions = [\"X=1\"]\nstandard = \"c++23\"\n");
}

std::string failure_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.diagnostics().front().message;
    }
    return "no failure";
}

}  // namespace

TEST_CASE("the front end is told the headers, and what aludel.toml says of the compiler") {
    const Scratch scratch;
    const Config config = config_in(scratch);
    FrontEndOptions options;
    options.program = fake_front_end(scratch, "x").string();
    options.depfile = "d";
    options.depfile_target = "t";
    CHECK_THROWS_AS(read_models(config, options), Failure);
    std::string arguments = read_file(scratch / "arguments");
    arguments.erase(0, arguments.find("--depfile\n"));
    const std::string root = scratch.directory().string();
    CHECK(arguments == "--depfile\nd\n--depfile-target\nt\n" + root + "/models/user.h\n--\n-std=c++2b\n-I" + root + "/include\n-DX=1\n");
}

TEST_CASE("the front end is told the names and types of aludel.toml, whatever the build wrote") {
    const Scratch scratch;
    Config config = config_in(scratch);
    config.model_settings = parse_config(scratch / "aludel.toml", R"(
name = "shelf"
models.note_missing_primary_key = false
[naming]
tables = "snake_case"
columns = "snake_case"
strip_prefixes = ["m_"]
strip_suffixes = ["_"]
plurals.person = "people"
[types]
uuid = "uuid"
"a::b" = { sqlite = "text" }
)")
                                .model_settings;
    FileChanges changes;
    changes.write(scratch / "arguments.rsp", "-std=c++20\n");
    changes.release();
    FrontEndOptions options;
    options.program = fake_front_end(scratch, "x").string();
    const std::string expected =
        "--table-names\nsnake_case\n--column-names\nsnake_case\n--strip-prefix\nm_\n--strip-suffix\n_\n"
        "--plural\nperson=people\n--type\na::b=custom(\"\", {{\"sqlite\", \"text\"}})\n--type\nuuid=uuid\n--no-primary-key-note\n";
    CHECK_THROWS_AS(read_models(config, options), Failure);
    CHECK(read_file(scratch / "arguments").find(expected) != std::string::npos);
    options.models_arguments = (scratch / "arguments.rsp").string();
    CHECK_THROWS_AS(read_models(config, options), Failure);
    CHECK(read_file(scratch / "arguments").find(expected) != std::string::npos);
}

TEST_CASE("what the build wrote wins over aludel.toml, and what the command line names over both") {
    const Scratch scratch;
    const Config config = config_in(scratch);
    std::string said;
    FrontEndOptions options;
    options.program = fake_front_end(scratch, "x").string();
    options.explain = [&](const std::string& line) { said += line + "\n"; };
    FileChanges changes;
    changes.write(scratch / "build/debug/aludel_shelf_models.rsp", "-std=c++20\n");
    changes.write(scratch / "build/aludel_other_models.rsp", "-std=c++20\n");
    CHECK(find_models_arguments(config) == scratch / "build/debug/aludel_shelf_models.rsp");
    CHECK_THROWS_AS(read_models(config, options), Failure);
    CHECK(read_file(scratch / "arguments").find("--\n@" + (scratch / "build/debug/aludel_shelf_models.rsp").string() + "\n") !=
          std::string::npos);
    CHECK(said.find("include directories, definitions and standard from the build: ") != std::string::npos);
    options.models_arguments = (scratch / "build/aludel_other_models.rsp").string();
    CHECK_THROWS_AS(read_models(config, options), Failure);
    CHECK(read_file(scratch / "arguments").find("--\n@" + options.models_arguments + "\n") != std::string::npos);
    options.models_arguments = "nowhere.rsp";
    CHECK(failure_of([&] { read_models(config, options); }) == "--models-arguments names nowhere.rsp, which is not there");
}

TEST_CASE("a front end that is missing, broken or of another version is refused with what to do") {
    const Scratch scratch;
    const Config config = config_in(scratch);
    FrontEndOptions options;
    options.program = "/no/such/program";
    CHECK(failure_of([&] { read_models(config, options); }) == "--frontend names /no/such/program, which is no program");
    options.program = fake_front_end(scratch, "nonsense").string();
    CHECK(failure_of([&] { read_models(config, options); }).find("cannot be read: ") != std::string::npos);
    options.program = fake_front_end(scratch, "", 139).string();
    CHECK(failure_of([&] { read_models(config, options); }).ends_with("aludel-models ended with 139"));
    ModelDocument other;
    other.version = "9.9.9";
    options.program = fake_front_end(scratch, write_model_document(other)).string();
    CHECK(failure_of([&] { read_models(config, options); }).find("is version 9.9.9 and this aludel is ") != std::string::npos);
    CHECK(failure_of([&] { front_end_version(options.program); }).find("is version 9.9.9 and this aludel is ") != std::string::npos);
    ::setenv("ALUDEL_MODELS", "/no/such/program", 1);
    CHECK(failure_of([] { find_front_end(""); }) == "the environment variable ALUDEL_MODELS names /no/such/program, which is no program");
    ::unsetenv("ALUDEL_MODELS");
}

TEST_CASE("a pattern that names no header is an error in aludel.toml") {
    const Scratch scratch;
    Config config = config_in(scratch);
    config.headers = {"models/*.h", "other/*.h"};
    CHECK(failure_of([&] { model_headers(config); }).starts_with("[models] headers: no file is named by \"other/*.h\" below "));
}
