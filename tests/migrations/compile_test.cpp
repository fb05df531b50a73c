// What the light headers promise of compilers: that mistakes in a chain are errors with a name in them, that a revision
// compiles without a warning, and that both are cheap.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

namespace fs = std::filesystem;

struct Compilation {
    bool success = false;
    std::string output = {};
    double seconds = 0;
};

class Folder {
public:
    Folder()
        : path_(fs::temp_directory_path() /
                ("aludel-compile-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    Compilation compile(const std::string& compiler, const std::string& source) const {
        std::ofstream(path_ / "file.cpp") << source;
        // In the C locale, so that the compiler's quotes are the same everywhere.
        const std::string command = "LC_ALL=C " + compiler +
                                    " -std=c++20 -Wall -Wextra -Wpedantic -Werror -I'" ALUDEL_MIGRATIONS_INCLUDE "' -fsyntax-only '" +
                                    (path_ / "file.cpp").string() + "' > '" + (path_ / "output").string() + "' 2>&1";
        const auto start = std::chrono::steady_clock::now();
        const int status = std::system(command.c_str());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        std::ostringstream output;
        output << std::ifstream(path_ / "output").rdbuf();
        return {status == 0, output.str(), took.count()};
    }

private:
    fs::path path_;
};

/// The one that builds this test, and those of the supported ones that are installed.
std::vector<std::string> compilers() {
    std::vector<std::string> found = {ALUDEL_COMPILER};
    for (const char* name : {"g++-12", "clang++-14", "clang++-19"})
        if (std::system((std::string("command -v ") + name + " > /dev/null 2>&1").c_str()) == 0) found.push_back(name);
    return found;
}

std::string id(int number) {
    char text[13];
    std::snprintf(text, sizeof text, "%012x", static_cast<unsigned>(number) * 7919U + 1U);
    return text;
}

std::string row(const std::string& of, const std::string& parents = "") {
    return "    extern const revision revision_" + of + "; const row r" + of + " = chain.add(revision_" + of +
           (parents.empty() ? "" : ", {" + parents + "}") + ");  // message\n";
}

std::string chain(const std::string& rows, const std::string& name = "bookshelf") {
    return "#include <aludel/chain.h>\nnamespace " + name +
           "::migrations {\nusing aludel::revision;\nusing aludel::row;\n\ntemplate <class Rows>\nconsteval Rows list(Rows chain) {\n" +
           rows +
           "    return chain;\n}\n"
           "constexpr auto counted = list(aludel::chain_count{});\n"
           "constexpr auto rows = list(aludel::chain_rows<counted>{});\n"
           "static_assert(rows.heads() <= 1, \"two heads: type aludel merge\");\n"
           "extern const aludel::chain chain;\n"
           "constinit const aludel::chain chain = {.name = \"bookshelf\", .links = rows.links, .size = rows.rows, .parents = "
           "rows.parents};\n}\n";
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const char* const revision_text = R"_(
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r7c1e0a94b2d3 {

using namespace aludel::types;

static constexpr aludel::table books = {
    .name = "books",
    .columns = {
        {.name = "id", .type = bigint, .identity = always},
        {.name = "title", .type = varchar(200)},
        {.name = "price", .type = numeric(8, 2), .default_value = 0},
        {.name = "rating", .type = double_precision, .nullable = true, .default_value = 1.5},
        {.name = "cover", .type = bytes, .nullable = true, .default_value = blob("00ff")},
        {.name = "created_at", .type = timestamp, .default_value = now},
        {.name = "is_active", .type = boolean, .default_value = true},
        {.name = "genre", .type = enumeration("genre"), .default_value = "novel"},
        {.name = "tags", .type = array_of(text), .default_sql = {"''", {{"postgresql", "'{}'"}}}},
        {.name = "slug", .type = {.custom = {"text", {{"postgresql", "citext"}}}}, .computed = {.from = {"lower(title)"}, .stored = true}},
    },
    .primary_key = {.name = "pk_books", .columns = {"id"}},
    .uniques = {{.name = "uq_books_title", .columns = {"title"}}},
    .foreign_keys = {{.name = "fk", .columns = {"id"}, .references = {"lib", "works"}, .referred_columns = {"id"}, .on_delete = cascade}},
    .checks = {{.name = "ck_books_price", .condition = {"price >= 0"}}},
    .indexes = {{.name = "ix_books_title", .columns = {"title"}},
                {.name = "ix_books_lower", .keys = {{.expression = {"lower(title)"}, .descending = true, .nulls = nulls::last}, {"id"}}}},
};

void upgrade(aludel::operations& op) {
    op.create_table(books);
    op.rename_column("users", "about", "bio");
    op.add_column("books", {.name = "pages", .type = integer}, {.fill = {"0"}});
    op.alter_column("books", "pages", {.type = bigint, .nullable = false, .default_value = no_default, .identity = no, .comment = ""});
    op.execute("update books set pages = 1", [](aludel::operations& changes) { changes.drop_table("old"); });
    op.bulk_insert("genres", {"id", "name"}, {{1, "novel"}, {2, null}});
    op.run("backfill", 1, [](aludel::connection&) {});
}

void downgrade(aludel::operations& op) {
    op.drop_table("books");  // destroys data
}

}  // namespace r7c1e0a94b2d3

extern constinit const aludel::revision revision_7c1e0a94b2d3 = {
    .id = "7c1e0a94b2d3",
    .parents = {"41d0c2f8a6be"},
    .message = "create books",
    .api = 1,
    .upgrade = r7c1e0a94b2d3::upgrade,
    .downgrade = r7c1e0a94b2d3::downgrade,
};

}  // namespace bookshelf::migrations
)_";

}  // namespace

TEST_CASE("a revision compiles without a warning and without a flag") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation made = folder.compile(compiler, revision_text);
        CHECK(made.output == "");
        CHECK(made.success);
    }
}

TEST_CASE("the light header includes <initializer_list> and nothing else") {
    std::ifstream header(ALUDEL_MIGRATIONS_INCLUDE "/aludel/revision.h");
    std::string includes;
    for (std::string line; std::getline(header, line);)
        if (line.rfind("#include", 0) == 0) includes += line + "\n";
    CHECK(includes == "#include <initializer_list>\n");
}

TEST_CASE("a chain compiles: empty, with one row, with a branch and a merge") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        for (const std::string& rows :
             {std::string(), row("aa"), row("aa") + row("bb", "raa") + row("cc", "raa") + row("dd", "rbb, rcc")}) {
            const Compilation made = folder.compile(compiler, chain(rows));
            CHECK(made.output == "");
            CHECK(made.success);
        }
    }
}

TEST_CASE("a missing parent is the compiler's undeclared name") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation made = folder.compile(compiler, chain(row("7c1e0a94b2d3", "r41d0c2f8a6be")));
        CHECK(!made.success);
        CHECK(holds(made.output, "r41d0c2f8a6be"));
        CHECK((holds(made.output, "was not declared in this scope") || holds(made.output, "use of undeclared identifier")));
    }
}

TEST_CASE("a revision that stands twice is a redefinition") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation made = folder.compile(compiler, chain(row("aa") + row("aa")));
        CHECK(!made.success);
        CHECK((holds(made.output, "redeclaration of 'const aludel::row raa'") || holds(made.output, "redefinition of 'raa'")));
    }
}

TEST_CASE("a cycle cannot be written: neither on itself nor on what comes later") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation itself = folder.compile(compiler, chain(row("aa", "raa")));
        CHECK(!itself.success);
        CHECK(holds(itself.output, "uninitialized"));
        const Compilation later = folder.compile(compiler, chain(row("aa", "rbb") + row("bb", "raa")));
        CHECK(!later.success);
        CHECK(holds(later.output, "rbb"));
    }
}

TEST_CASE("two heads fail with the words of the assertion") {
    const Folder folder;
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation made = folder.compile(compiler, chain(row("aa") + row("bb", "raa") + row("cc", "raa")));
        CHECK(!made.success);
        CHECK(holds(made.output, "two heads: type aludel merge"));
    }
}

TEST_CASE("2,000 rows compile in little more than none") {
    const Folder folder;
    std::string rows;
    for (int i = 0; i < 2000; ++i) rows += row(id(i), i == 0 ? "" : "r" + id(i - 1));
    for (const std::string& compiler : compilers()) {
        CAPTURE(compiler);
        const Compilation empty = folder.compile(compiler, chain(""));
        const Compilation made = folder.compile(compiler, chain(rows));
        CHECK(made.success);
        MESSAGE(compiler, ": ", made.seconds, " s, empty ", empty.seconds, " s");
        CHECK(made.seconds < 5);  // measured 0.2 s; a machine under load takes longer
    }
}
