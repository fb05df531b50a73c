#include "command_line.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <aludel/generator/failure.h>
#include <aludel/migrations/record.h>

#include "commands/commands.h"
#include "version.h"

namespace aludel::generator {
namespace {

// https://no-color.org
bool wants_colour(const std::string& when, int file) {
    if (when != "auto") return when == "always";
    const char* no_colour = std::getenv("NO_COLOR");
    return ::isatty(file) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

class CommandLine {
public:
    CommandLine() {
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.set_version_flag("--version", fmt::format("aludel {} (API level {})", version, migrations::newest_api));
        app_.add_option("-c,--config", context_.config, "the aludel.toml; found upwards from here otherwise")->type_name("FILE");
        app_.add_option("--color,--colour", colour_, "auto, always or never")
            ->check(CLI::IsMember({"auto", "always", "never"}))
            ->type_name("WHEN");
        app_.add_option("--diagnostics", format_, "text, json or sarif")
            ->check(CLI::IsMember({"text", "json", "sarif"}))
            ->type_name("FORMAT");
        app_.add_option("--frontend,--front-end", context_.front_end, "the aludel-models to run")->type_name("PATH");
        app_.add_flag("-v,--verbose", context_.verbose, "say more");
        add_init();
        add_revision();
        add_merge();
        add_chain();
        add_check();
        add_diff();
        add_history();
        add_heads();
        add_show();
        add_graph();
        hand_over("upgrade", "upgrade a database, through the application's migrate program");
        hand_over("downgrade", "downgrade a database, likewise");
        hand_over("current", "print the revisions of a database, likewise");
        hand_over("stamp", "set the revision of a database without running anything, likewise");
    }

    int run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? 0 : 2;
        }
        context_.colour = wants_colour(colour_, STDERR_FILENO);
        context_.colour_of_output = wants_colour(colour_, STDOUT_FILENO);
        context_.diagnostics = format_ == "json" ? Format::json : format_ == "sarif" ? Format::sarif : Format::text;
        try {
            return chosen_();
        } catch (const Failure& failure) {
            context_.report(failure.diagnostics());
        } catch (const std::exception& error) {
            context_.report({{"error", Severity::error, error.what(), {}, {}, {}}});
        }
        return 1;
    }

private:
    template <class Options>
    CLI::App* command(const std::string& name, const std::string& description, Options& options) {
        CLI::App* command = app_.add_subcommand(name, description);
        command->callback([this, &options] { chosen_ = [this, &options] { return generator::run(context_, options); }; });
        return command;
    }

    static void add_models_options(CLI::App* command, ModelsOptions& options) {
        command->add_option("--models-arguments", options.arguments, "how the compiler sees the headers: one argument a line")
            ->type_name("FILE");
        command->add_flag("--fix", options.fix, "apply the fix-its of the diagnostics to the headers");
    }

    static void add_decision_options(CLI::App* app, DecisionOptions& decisions) {
        list(app, "--drop", decisions.drops, "TABLE[.COLUMN]", "gone on purpose, with its data");
        list(app, "--rename", decisions.renames, "OLD=NEW", "was called: users=members, users.about=bio, enum:role.user=member");
        list(app, "--fill", decisions.fills, "TABLE.COLUMN[:DIALECT]=SQL", "what existing rows hold in a column that becomes NOT NULL");
        list(app, "--convert", decisions.converts, "TABLE.COLUMN[:DIALECT]=SQL", "a column's new value, computed from the old row");
        list(app, "--accept", decisions.accepted, "ID", "a question that was answered with: I know");
    }

    void add_init() {
        CLI::App* app = command("init", "make aludel.toml, migrations/ and schema/", init_);
        app->add_option("directory", init_.directory, "of the application")->capture_default_str();
        app->add_option("--name", init_.name, "of the application; the directory's otherwise");
    }

    void add_revision() {
        CLI::App* app = command("revision", "write a new revision file", revision_);
        app->add_option("-m,--message", revision_.message, "what it does, in a line")->required();
        app->add_flag("--autogenerate", revision_.autogenerate, "fill it with the difference between the models and the snapshot");
        add_decision_options(app, revision_.decisions);
        app->add_option("--head", revision_.head, "the revision that it builds on; the only head otherwise")->type_name("REVISION");
        app->add_flag("--splice", revision_.splice, "allow a --head that is no head: a new branch");
        list(app, "--branch-label", revision_.labels, "LABEL", "a label for it and what follows it");
        list(app, "--depends-on", revision_.depends_on, "REVISION", "runs before it, without being a parent");
        app->add_option("--rev-id", revision_.id, "its id; 12 random hexadecimal digits otherwise")->type_name("ID");
        add_models_options(app, revision_.models);
    }

    void add_merge() {
        CLI::App* app = command("merge", "write a revision that joins several heads", merge_);
        app->add_option("revisions", merge_.revisions, "the revisions to join; all heads otherwise");
        app->add_option("-m,--message", merge_.message, "what it does, in a line");
        list(app, "--branch-label", merge_.labels, "LABEL", "a label for it and what follows it");
        app->add_option("--rev-id", merge_.id, "its id; 12 random hexadecimal digits otherwise")->type_name("ID");
    }

    void add_chain() {
        CLI::App* app = command("chain", "write chain.h and chain.cpp anew from the revision files", chain_);
        app->add_flag("--check", chain_.check, "write nothing; exit with 1 when they differ");
    }

    void add_check() {
        CLI::App* app = command("check", "compare the models with the snapshot; exit with 1 when they differ", check_);
        add_models_options(app, check_.models);
        app->add_option("--depfile", check_.models.depfile, "write the headers that were read, for Ninja and Make")->type_name("FILE");
        app->add_option("--depfile-target", check_.models.depfile_target, "the target in it")->type_name("NAME");
        app->add_flag("--front-end-version,--frontend-version", check_.front_end_version,
                      "print the version of aludel-models and read nothing; exit with 1 when it cannot be used");
    }

    void add_diff() {
        CLI::App* app = command("diff", "print what differs between the models and the snapshot", diff_);
        add_decision_options(app, diff_.decisions);
        app->add_option("--format", diff_.format, "text, markdown or json")
            ->check(CLI::IsMember({"text", "markdown", "json"}))
            ->type_name("FORMAT");
        app->add_flag("--explain", diff_.explain, "say below each line why it is there");
        app->add_flag("--exit-code", diff_.exit_code, "exit with 1 when something differs");
        add_models_options(app, diff_.models);
    }

    void add_history() {
        CLI::App* app = command("history", "list the revisions, newest first", history_);
        app->add_option("-r,--rev-range", history_.range, "a:b, a: or :b")->type_name("RANGE");
    }

    void add_heads() { command("heads", "list the revisions that nothing builds on", heads_); }

    static void add_picture_options(CLI::App* app, std::string& format, const std::vector<std::string>& formats, std::string& output,
                                    DiagramOptions& diagram) {
        app->add_option("--format", format, fmt::format("{}", fmt::join(formats, ", ")))
            ->check(CLI::IsMember(formats))
            ->type_name("FORMAT");
        app->add_option("-o,--output", output, "the file to write; standard output otherwise")->type_name("FILE");
        list(app, "--tables", diagram.tables, "PATTERN", "of the schema these tables alone: users, auth.*");
        app->add_flag("--keys", diagram.keys, "of the tables the columns of keys alone");
    }

    void add_show() {
        CLI::App* app = command("show", "show a revision, or the schema after it", show_);
        app->add_option("revision", show_.revision, "id, unique prefix, label, head...")->required();
        add_picture_options(app, show_.format, {"text", "mermaid", "dot", "svg", "toml"}, show_.output, show_.diagram);
    }

    void add_graph() {
        CLI::App* app = command("graph", "draw the revisions, or the schema at head", graph_);
        app->add_option("what", graph_.what, "revisions or schema")->check(CLI::IsMember({"revisions", "schema"}))->capture_default_str();
        add_picture_options(app, graph_.format, {"text", "mermaid", "dot", "svg"}, graph_.output, graph_.diagram);
    }

    void hand_over(const std::string& name, const std::string& description) {
        CLI::App* app = app_.add_subcommand(name, description);
        app->prefix_command();    // everything behind it is the program's,
        app->fallthrough(false);  // -v and -c too
        app->set_help_flag();
        app->callback([this, app, name] {
            chosen_ = [this, app, name] { return generator::run(context_, HandOverOptions{name, app->remaining()}); };
        });
    }

    static void list(CLI::App* app, const std::string& flag, std::vector<std::string>& to, const std::string& type,
                     const std::string& text) {
        // One value a flag: what follows may be a positional. Commas are part of SQL.
        app->add_option(flag, to, text)->type_name(type)->allow_extra_args(false);
    }

    CLI::App app_{"Aludel: database migrations compiled into a C++ application", "aludel"};
    Context context_;
    std::string colour_ = "auto";
    std::string format_ = "text";
    InitOptions init_;
    RevisionOptions revision_;
    MergeOptions merge_;
    ChainOptions chain_;
    CheckOptions check_;
    DiffOptions diff_;
    HistoryOptions history_;
    HeadsOptions heads_;
    ShowOptions show_;
    GraphOptions graph_;
    std::function<int()> chosen_;
};

}  // namespace

int main_of_aludel(int argc, char** argv) {
    return CommandLine().run(argc, argv);
}

}  // namespace aludel::generator
