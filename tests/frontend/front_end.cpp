#include "front_end.h"

#include <aludel/schema/snapshot.h>
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>

namespace aludel::test {
namespace {

constexpr const char* prelude =
    "#pragma once\n"
    "#include <chrono>\n"
    "#include <cstddef>\n"
    "#include <cstdint>\n"
    "#include <optional>\n"
    "#include <string>\n"
    "#include <vector>\n"
    "#include <aludel/model.h>\n";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string shell_word(const std::string& text) {
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'') {
            word += "'\\''";
        } else {
            word += c;
        }
    }
    return word + "'";
}

std::string range(const generator::Location& at, const std::string& main_file) {
    if (at == generator::Location{}) return "";
    std::string text = at.file == main_file ? "" : at.file + ":";
    text += std::to_string(at.line) + ":" + std::to_string(at.column) + "-";
    if (at.end_line != at.line) text += std::to_string(at.end_line) + ":";
    return text + std::to_string(at.end_column);
}

}  // namespace

Headers::Headers(const Files& files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "aludel-frontend-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
    for (const auto& [name, text] : files) {
        std::filesystem::create_directories((directory_ / name).parent_path());
        std::ofstream(directory_ / name, std::ios::binary) << text;
        names_.push_back(name);
    }
}

Headers::~Headers() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string Headers::text(const std::string& file) const {
    return read_file(directory_ / file);
}

void Headers::keep(const std::string& words, const std::string& document) const {
    const char* documents = std::getenv("ALUDEL_FRONTEND_DOCUMENTS");
    if (documents == nullptr || *documents == '\0') return;
    std::string all = words;
    for (const std::string& name : names_) all += '\0' + name + '\0' + text(name);
    std::ofstream(std::filesystem::path(documents) / std::to_string(std::hash<std::string>()(all)), std::ios::binary) << all << "\n\n"
                                                                                                                      << document;
}

Run Headers::run(const std::vector<std::string>& arguments) const {
    std::string words;
    for (const std::string& argument : arguments) words += " " + shell_word(argument);
    const std::string program = "cd " + shell_word(directory_.string()) + " && " + shell_word(ALUDEL_MODELS);
    const int raw = std::system((program + words + " >.stdout 2>.stderr").c_str());
    Run result;
    result.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
    result.output = text(".stdout");
    result.errors = text(".stderr");
    if (result.status == 0) keep(words, result.output);
    if (result.output.rfind("version = ", 0) == 0) result.document = generator::read_model_document(result.output);
    return result;
}

generator::ModelDocument read(std::string_view header, const std::vector<std::string>& options) {
    return read(Files{{"model.h", std::string(header)}}, {"model.h"}, options);
}

generator::ModelDocument read(const Files& files, const std::vector<std::string>& models, const std::vector<std::string>& options) {
    Files all = files;
    all.emplace("prelude.h", prelude);
    const Headers headers(all);
    std::vector<std::string> arguments = options;
    arguments.emplace_back("--no-primary-key-note");
    arguments.insert(arguments.end(), models.begin(), models.end());
    arguments.insert(arguments.end(), {"--", "-include", "prelude.h"});
    const Run quick = headers.run(arguments);
    arguments.emplace(arguments.begin(), "--full-headers");
    const Run full = headers.run(arguments);
    CHECK(diagnostics_text(quick.document.diagnostics) == "");
    CHECK(quick.errors == "");
    CHECK(quick.status == 0);
    CHECK(quick.output == full.output);
    return quick.document;
}

std::string schema_text(const generator::ModelDocument& document) {
    std::string text;
    for (const auto& [name, file] : schema::print({document.schema, {}})) text += (text.empty() ? "# " : "\n# ") + name + "\n" + file;
    return text;
}

std::string table_text(std::string_view header) {
    const generator::ModelDocument document = read(header);
    const schema::SnapshotFiles files = schema::print({document.schema, {}});
    REQUIRE(files.size() == 1);
    return files.begin()->second;
}

std::string constraints_text(std::string_view header) {
    const generator::ModelDocument document = read(header);
    std::string text;
    for (const schema::Table& table : document.schema.tables) {
        schema::Schema alone;
        alone.tables.add(table);
        const std::string whole = schema::print({alone, {}}).begin()->second;
        std::string blocks;
        for (std::size_t at = whole.find("\n\n"); at != std::string::npos;) {
            const std::size_t end = whole.find("\n\n", at + 2);
            const std::string block = whole.substr(at + 2, end == std::string::npos ? end : end - at - 2);
            if (block.rfind("[[column]]", 0) != 0) blocks += (blocks.empty() ? "" : "\n\n") + block;
            at = end;
        }
        if (blocks.empty()) continue;
        if (document.schema.tables.size() > 1) text += (text.empty() ? "# " : "\n# ") + schema::to_string(table.name) + "\n";
        text += blocks + (blocks.back() == '\n' ? "" : "\n");
    }
    return text;
}

std::string columns_text(const schema::Table& table) {
    std::string text;
    for (const schema::Column& column : table.columns) {
        text += column.name + " " + schema::to_string(column.type) + (column.nullable ? " null" : "") + "\n";
    }
    return text;
}

std::string diagnostics_text(const std::vector<generator::Diagnostic>& diagnostics) {
    std::string text;
    for (const generator::Diagnostic& diagnostic : diagnostics) {
        const std::string severity = diagnostic.severity == generator::Severity::error     ? "error"
                                     : diagnostic.severity == generator::Severity::warning ? "warning"
                                                                                           : "note";
        text += range(diagnostic.location, "model.h") + " " + severity + " [" + diagnostic.id + "] " + diagnostic.message + "\n";
        for (const generator::FixIt& fixit : diagnostic.fixits) {
            text += "    fix " + range(fixit.range, "model.h") + " \"" + fixit.replacement + "\"\n";
        }
        for (const generator::Diagnostic& note : diagnostic.notes) {
            CHECK(note.severity == generator::Severity::note);
            const std::string at = range(note.location, "model.h");
            text += at.empty() ? "    hint: " : "    note " + at + ": ";
            text += note.message + "\n";
        }
    }
    return text;
}

std::string mistakes(std::string_view header, const std::vector<std::string>& options) {
    const Headers headers(Files{{"prelude.h", prelude}, {"model.h", std::string(header)}});
    std::vector<std::string> arguments = options;
    arguments.insert(arguments.end(), {"--no-primary-key-note", "model.h", "--", "-include", "prelude.h"});
    const Run run = headers.run(arguments);
    CHECK(run.errors == "");
    CHECK(run.status == 1);
    for (const generator::Diagnostic& diagnostic : run.document.diagnostics) CHECK(diagnostic.location.file == "model.h");
    return diagnostics_text(run.document.diagnostics);
}

}  // namespace aludel::test
