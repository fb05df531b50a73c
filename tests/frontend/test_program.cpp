#include <doctest/doctest.h>

#include <algorithm>

#include "front_end.h"

using aludel::test::Files;
using aludel::test::Headers;

namespace {
constexpr const char* model = "#include <cstdint>\nstruct [[db::table(\"t\")]] T { std::int64_t a; };\n";
}

TEST_CASE("the version is the project's") {
    const Headers headers(Files{});
    CHECK(headers.run({"--version"}).output == std::string(ALUDEL_VERSION) + "\n");
}

TEST_CASE("the document goes to the output file, with its version, and the depfile names the headers that were read") {
    const Headers headers(Files{{"model.h", std::string("#include \"a b.h\"\n") + model}, {"a b.h", "#pragma once\n"}});
    const auto run = headers.run({"--output", "out.toml", "--depfile", "out.d", "--depfile-target", "models.checked", "model.h"});
    CHECK(run.status == 0);
    CHECK(run.output == "");
    CHECK(headers.text("out.d") == "models.checked: \\\n  model.h \\\n  a\\ b.h\n");
    const auto document = aludel::generator::read_model_document(headers.text("out.toml"));
    CHECK(document.version == ALUDEL_VERSION);
    CHECK(document.schema.tables.size() == 1);
}

TEST_CASE("with mistakes the document is written all the same, and the status is 1") {
    const Headers headers(Files{{"model.h", "struct [[db::table(\"t\")]] T { long a; int b; };"}});
    const auto run = headers.run({"--output", "out.toml", "model.h"});
    CHECK(run.status == 1);
    CHECK(run.errors == "");
    CHECK(aludel::generator::read_model_document(headers.text("out.toml")).diagnostics.size() == 1);
}

TEST_CASE("a header that is not there is a mistake in the document") {
    const Headers headers(Files{});
    const auto run = headers.run({"none.h"});
    CHECK(run.status == 1);
    CHECK(aludel::test::diagnostics_text(run.document.diagnostics) == " error [no-such-header] there is no file 'none.h'\n");
}

TEST_CASE("definitions, include directories and the standard come from the arguments for Clang") {
    const Headers headers(
        Files{{"model.h", "#include <base.h>\nstruct [[db::table(NAME)]] T : Base { static_assert(__cplusplus > 202002L); };\n"},
              {"include/base.h", "struct Base { int id; };\n"},
              {"arguments.rsp", "--full-headers\nmodel.h\n\n--\n-DNAME=\"spaced name\"\n-Iinclude\n"}});
    const auto run = headers.run({"--no-primary-key-note", "@arguments.rsp", "-std=c++2b", "-Wall", "-Werror", "-Wno-such-warning"});
    CHECK(aludel::test::diagnostics_text(run.document.diagnostics) == "");
    CHECK(run.document.schema.tables.contains("spaced name"));
    CHECK(run.document.dependencies == std::vector<std::string>{"model.h", "include/base.h"});
}

TEST_CASE("an argument that Clang does not know is a mistake without a place") {
    const Headers headers(Files{{"model.h", model}});
    const auto run = headers.run({"model.h", "--", "-fno-such-option"});
    CHECK(run.status == 1);
    CHECK(aludel::test::diagnostics_text(run.document.diagnostics) == " error [clang] unknown argument: '-fno-such-option'\n");
}

TEST_CASE("bookshelf's models read the same with stand-ins and with the real standard headers") {
    std::vector<std::string> models;
    for (const auto& entry : std::filesystem::directory_iterator(ALUDEL_BOOKSHELF)) models.push_back(entry.path().string());
    std::sort(models.begin(), models.end());
    REQUIRE(!models.empty());
    const Headers headers(Files{});
    const auto quick = headers.run(models);
    models.insert(models.begin(), "--full-headers");
    CHECK(quick.status == 0);
    CHECK(aludel::test::diagnostics_text(quick.document.diagnostics) == "");
    CHECK(quick.document.schema.tables.size() >= 6);
    CHECK(quick.output == headers.run(models).output);
}

TEST_CASE("a wrong command line is told, and the status is 2") {
    const Headers headers(Files{{"model.h", model}});
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{{},
                                                                                           {"--nonsense", "model.h"},
                                                                                           {"model.h", "--output"},
                                                                                           {"@none.rsp"},
                                                                                           {"model.h", "--depfile", "d"},
                                                                                           {"model.h", "--output", "none/o"}}) {
        const auto run = headers.run(arguments);
        CHECK(run.status == 2);
        CHECK(run.errors.rfind("aludel-models: ", 0) == 0);
    }
}
