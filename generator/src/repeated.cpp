#include <aludel/generator/repeated.h>

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include <aludel/generator/cpp_lexer.h>
#include <aludel/generator/emit.h>
#include <aludel/generator/files.h>

namespace aludel::generator {
namespace {

using Kind = Token::Kind;

/// The first token within the braces of `void upgrade(...)`; the end where there is no such function.
std::size_t find_body(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!tokens[i].is_identifier("void") || !tokens[i + 1].is_identifier("upgrade") || !tokens[i + 2].is_punctuator("(")) continue;
        while (i < tokens.size() && !tokens[i].is_punctuator("{") && !tokens[i].is_punctuator(";")) ++i;
        if (i < tokens.size() && tokens[i].is_punctuator("{")) return i + 1;
    }
    return tokens.size();
}

/// The statements of the function upgrade, each as its tokens: layout and comments do not count.
std::set<std::string> statements_of(const std::string& source) {
    std::vector<Diagnostic> ignored;
    const std::vector<Token> tokens = lex_cpp("", source, ignored);
    std::set<std::string> statements;
    std::string statement;
    int depth = 0;
    for (std::size_t i = find_body(tokens); i < tokens.size() && tokens[i].kind != Kind::end; ++i) {
        const Token& token = tokens[i];
        if (token.is_punctuator("{")) ++depth;
        if (token.is_punctuator("}") && --depth < 0) break;
        const bool is_text = token.kind == Kind::string || token.kind == Kind::raw_string;
        statement += (is_text ? '"' : ' ') + token.text + '\n';
        if (depth > 0 || !token.is_punctuator(";")) continue;
        statements.insert(std::move(statement));
        statement.clear();
    }
    return statements;
}

bool is_drop(const std::string& statement) {
    return statement.starts_with(" op\n .\n drop_");
}

Diagnostic diagnostic_of(const RevisionFile& revision, const std::string& id) {
    Diagnostic diagnostic{
        "repeated",
        Severity::error,
        fmt::format("revision {} does all of this already, and the snapshot does not have it: one of the two is not here as it "
                    "was written",
                    revision.id),
        revision.location,
        {},
        {}};
    for (std::string way_out :
         {std::string("take the snapshot from where the revision comes from, as by `git checkout COMMIT -- schema`"),
          fmt::format("where no database has run it: delete {}, type `aludel chain`, then this command with --rev-id {}", revision.path,
                      revision.id),
          fmt::format("where it is to be done twice: add to the command: --accept {}", id)})
        diagnostic.notes.push_back({"repeated", Severity::note, std::move(way_out), {}, {}, {}});
    return diagnostic;
}

}  // namespace

std::optional<Repeated> find_repeated(const Revisions& revisions, const std::vector<std::string>& parents,
                                      const std::vector<migrations::Operation>& upgrade) {
    const std::set<std::string> wanted = statements_of("void upgrade() {" + emit(upgrade) + "}");
    if (std::all_of(wanted.begin(), wanted.end(), is_drop)) return {};
    for (const std::string& parent : parents) {
        const RevisionFile& revision = revisions.file(parent);
        const std::set<std::string> done = statements_of(read_file(revision.path));
        if (!std::includes(done.begin(), done.end(), wanted.begin(), wanted.end())) continue;
        const std::string id = "repeat:" + parent;
        return Repeated{id, diagnostic_of(revision, id)};
    }
    return {};
}

}  // namespace aludel::generator
