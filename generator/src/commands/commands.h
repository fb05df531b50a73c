#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/diagnostic.h>
#include <aludel/generator/diagram.h>
#include <aludel/generator/writing.h>
#include <aludel/schema/diff.h>

// The commands of `aludel`: what each is told, and a function that does it and gives the exit status. The command line
// itself is read in command_line.cpp.

namespace aludel::generator {

enum class Format { text, json, sarif };

/// What every command is told.
struct Context {
    std::string config = {};        ///< --config; empty: found upwards from the working directory
    std::string front_end = {};     ///< --frontend
    bool colour = false;            ///< of what goes to standard error
    bool colour_of_output = false;  ///< of what goes to standard output
    Format diagnostics = Format::text;
    bool verbose = false;

    Config read_config() const;
    /// The same, to write: waits for another that does, and repairs what a run left that was stopped, saying so.
    Writing begin_writing() const;
    /// Prints them to standard error in the form that was asked for.
    void report(const std::vector<Diagnostic>& diagnostics) const;
    /// A line on standard error for people, with -v alone.
    void explain(const std::string& line) const;
};

/// How the models are read, where a command needs them.
struct ModelsOptions {
    std::string arguments = {};  ///< --models-arguments
    std::string depfile = {};
    std::string depfile_target = {};
    bool fix = false;
};

/// The answers to what autogenerate does not guess.
struct DecisionOptions {
    std::vector<std::string> drops = {};
    std::vector<std::string> renames = {};
    std::vector<std::string> fills = {};
    std::vector<std::string> converts = {};
    std::vector<std::string> accepted = {};

    bool empty() const;
    /// @throws Failure for one that is not written as its option wants it.
    schema::Decisions decisions() const;
};

struct InitOptions {
    std::string directory = ".";
    std::string name = {};
};
int run(const Context& context, const InitOptions& options);

struct RevisionOptions {
    std::string message = {};
    bool autogenerate = false;
    DecisionOptions decisions = {};
    std::string head = {};
    bool splice = false;
    std::vector<std::string> labels = {};
    std::vector<std::string> depends_on = {};
    std::string id = {};
    ModelsOptions models = {};
};
int run(const Context& context, const RevisionOptions& options);

struct MergeOptions {
    std::string message = {};
    std::vector<std::string> revisions = {};
    std::vector<std::string> labels = {};
    std::string id = {};
};
int run(const Context& context, const MergeOptions& options);

struct ChainOptions {
    bool check = false;
};
int run(const Context& context, const ChainOptions& options);

struct CheckOptions {
    ModelsOptions models = {};
    bool front_end_version = false;
};
int run(const Context& context, const CheckOptions& options);

struct DiffOptions {
    DecisionOptions decisions = {};
    std::string format = "text";  ///< text, markdown or json
    bool explain = false;
    bool exit_code = false;  ///< 1 when something differs
    ModelsOptions models = {};
};
int run(const Context& context, const DiffOptions& options);

struct HistoryOptions {
    std::string range = {};
};
int run(const Context& context, const HistoryOptions& options);

struct GraphOptions {
    std::string what = "revisions";  ///< or schema
    std::string format = "text";     ///< or mermaid, dot, svg
    std::string output = {};         ///< a file; empty: standard output
    DiagramOptions diagram = {};     ///< of the schema
};
int run(const Context& context, const GraphOptions& options);

struct HeadsOptions {};
int run(const Context& context, const HeadsOptions& options);

struct ShowOptions {
    std::string revision = {};
    std::string format = "text";  ///< of the revision; of the schema after it mermaid, dot, svg or toml
    std::string output = {};      ///< a file; empty: standard output
    DiagramOptions diagram = {};
};
int run(const Context& context, const ShowOptions& options);

/// upgrade, downgrade, current, stamp: the application's own program connects to the database.
struct HandOverOptions {
    std::string command = {};
    std::vector<std::string> arguments = {};
};
int run(const Context& context, const HandOverOptions& options);

}  // namespace aludel::generator
