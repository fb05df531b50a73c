#pragma once

#include <aludel/generator/model_document.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aludel::test {

/// What a run of aludel-models gave.
struct Run {
    int status = 0;
    std::string output;
    std::string errors;
    generator::ModelDocument document;  ///< when the status is 0 or 1 and the output is a document
};

/// File name to text.
using Files = std::map<std::string, std::string>;

/// A directory of headers, gone with the object; aludel-models is run in it.
class Headers {
public:
    explicit Headers(const Files& files);
    ~Headers();
    Headers(const Headers&) = delete;
    Headers& operator=(const Headers&) = delete;

    const std::filesystem::path& directory() const { return directory_; }
    std::string text(const std::string& file) const;

    /// Where the environment variable ALUDEL_FRONTEND_DOCUMENTS names a directory, a document without mistakes is also written there,
    /// under a name that the files and the arguments give: two builds of the front end must write the same files.
    Run run(const std::vector<std::string>& arguments) const;

private:
    void keep(const std::string& words, const std::string& document) const;

    std::filesystem::path directory_;
    std::vector<std::string> names_;
};

/// Reads the text as the header "model.h", with the standard headers that models use included before it. CHECKs that it
/// has no mistakes, and that the parse with stand-ins gives the document that the parse with the real headers gives.
generator::ModelDocument read(std::string_view header, const std::vector<std::string>& options = {});
/// Likewise of several files, of which those named are given to aludel-models.
generator::ModelDocument read(const Files& files, const std::vector<std::string>& models, const std::vector<std::string>& options = {});

/// The printed snapshot files of a document, each below "# <file>".
std::string schema_text(const generator::ModelDocument& document);

/// The printed snapshot file of a header that has one table and nothing else.
std::string table_text(std::string_view header);

/// What the printed snapshot files of a header's tables say beside the columns, below "# <table>" where it has several.
std::string constraints_text(std::string_view header);

/// One line a column: name, type, "null" where it is nullable, "default ..." where it has one.
std::string columns_text(const schema::Table& table);

/// The diagnostics of a header, one a line, with notes and fix-its below:
///     1:7-18 error [unknown-attribute] there is no attribute 'db::primry_key'
///         fix 1:7-18 "primary_key"
///         hint: did you mean 'db::primary_key'?
std::string mistakes(std::string_view header, const std::vector<std::string>& options = {});
std::string diagnostics_text(const std::vector<generator::Diagnostic>& diagnostics);

}  // namespace aludel::test
