#include <aludel/generator/revision_file.h>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include <aludel/generator/cpp_lexer.h>
#include <aludel/migrations/record.h>

namespace aludel::generator {
namespace {

using Kind = Token::Kind;

constexpr std::string_view prefix = "revision_";

/// Thrown and caught in this file: the object is not in the plain form.
struct NotPlain {
    Diagnostic diagnostic;
};

[[noreturn]] void refuse(std::string id, const Token& at, std::string message) {
    throw NotPlain{{std::move(id), Severity::error, std::move(message), at.location, {}, {}}};
}

std::string shown(const Token& token) {
    switch (token.kind) {
        case Kind::end:
            return "the end of the file";
        case Kind::string:
            return "a string";
        case Kind::raw_string:
            return "a raw string";
        case Kind::character:
            return "a character";
        case Kind::directive:
            return "#" + token.text;
        default:
            return "'" + token.text + "'";
    }
}

class ObjectReader {
public:
    ObjectReader(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

    /// @pre at the name behind `aludel::revision`.
    RevisionFile read() {
        RevisionFile file;
        const Token& name = next();
        file.location = name.location;
        expect("=");
        expect("{");
        while (!peek().is_punctuator("}")) {
            expect(".");
            read_member(file);
            if (!peek().is_punctuator(",")) break;
            next();
        }
        expect("}");
        expect(";");
        check(file, name);
        return file;
    }

private:
    const Token& peek() const { return tokens_[at_]; }
    const Token& next() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

    void expect(std::string_view punctuator) {
        if (!peek().is_punctuator(punctuator))
            refuse("revision-not-plain", peek(), fmt::format("expected '{}' in the revision object, not {}", punctuator, shown(peek())));
        next();
    }

    void read_member(RevisionFile& file) {
        const Token& name = next();
        if (name.kind != Kind::identifier) refuse("revision-not-plain", name, "expected a member of aludel::revision behind '.'");
        if (std::find(seen_.begin(), seen_.end(), name.text) != seen_.end())
            refuse("revision-not-plain", name, fmt::format(".{} is said twice", name.text));
        seen_.push_back(name.text);
        expect("=");
        if (name.text == "id") {
            file.id = read_text(name.text);
        } else if (name.text == "parents") {
            file.parents = read_texts(name.text);
        } else if (name.text == "message") {
            file.message = read_text(name.text);
        } else if (name.text == "labels") {
            file.labels = read_texts(name.text);
        } else if (name.text == "depends_on") {
            file.depends_on = read_texts(name.text);
        } else if (name.text == "api") {
            file.api = read_api();
        } else if (name.text == "upgrade" || name.text == "downgrade") {
            read_function(name.text);
        } else {
            refuse("revision-not-plain", name, fmt::format("aludel::revision has no member .{}", name.text));
        }
    }

    std::string read_text(std::string_view member) {
        std::string text;
        do {
            const Token& token = next();
            if (token.kind != Kind::string || !token.plain)
                refuse("revision-not-plain", token,
                       fmt::format(".{} must be a plain string literal here, not {}: aludel reads it without a compiler", member,
                                   token.kind == Kind::string ? "one with a prefix or suffix" : shown(token)));
            text += token.text;
        } while (peek().kind == Kind::string || peek().kind == Kind::raw_string);
        return text;
    }

    std::vector<std::string> read_texts(std::string_view member) {
        std::vector<std::string> texts;
        expect("{");
        while (!peek().is_punctuator("}")) {
            texts.push_back(read_text(member));
            if (!peek().is_punctuator(",")) break;
            next();
        }
        expect("}");
        return texts;
    }

    int read_api() {
        const Token& token = next();
        int value = 0;
        const char* end = token.text.data() + token.text.size();
        const auto [stop, error] = std::from_chars(token.text.data(), end, value);
        if (token.kind != Kind::number || error != std::errc() || stop != end)
            refuse("revision-not-plain", token, fmt::format(".api must be a number, not {}", shown(token)));
        if (value > migrations::newest_api)
            refuse("revision-api", token,
                   fmt::format("the revision is written for API level {}, and this aludel knows levels up to {}: use a newer aludel", value,
                               migrations::newest_api));
        return value;
    }

    void read_function(std::string_view member) {
        if (peek().is_punctuator("&")) next();
        if (peek().is_punctuator("::")) next();
        while (true) {
            const Token& token = next();
            if (token.kind != Kind::identifier)
                refuse("revision-not-plain", token, fmt::format(".{} must name a function, not {}", member, shown(token)));
            if (!peek().is_punctuator("::")) return;
            next();
        }
    }

    static void check(const RevisionFile& file, const Token& name) {
        if (!is_revision_id(file.id))
            refuse("revision-id", name,
                   fmt::format("the id \"{}\" is none: it needs letters, digits and single underscores, as in \"7c1e0a94b2d3\"", file.id));
        if (name.text != std::string(prefix) + file.id)
            refuse("revision-id", name,
                   fmt::format("the object is named {} but its .id is \"{}\"; name it revision_{}", name.text, file.id, file.id));
        if (file.api < 1) refuse("revision-not-plain", name, "the revision does not say its .api; write .api = 1");
    }

    const std::vector<Token>& tokens_;
    std::size_t at_;
    std::vector<std::string> seen_;
};

/// Whether the tokens before `at` are `extern constinit const aludel::` (or `::aludel::`), and what they should be.
bool has_plain_specifiers(const std::vector<Token>& tokens, std::size_t at) {
    std::size_t before = at - 2;  // at `aludel`
    if (before >= 1 && tokens[before - 1].is_punctuator("::")) --before;
    return before >= 3 && tokens[before - 1].is_identifier("const") && tokens[before - 2].is_identifier("constinit") &&
           tokens[before - 3].is_identifier("extern");
}

/// Positions of `revision` in `aludel::revision <name> =` or `{`, whatever stands before it.
std::vector<std::size_t> find_objects(const std::vector<Token>& tokens) {
    std::vector<std::size_t> found;
    for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
        const bool is_type =
            tokens[i].is_identifier("revision") && tokens[i - 1].is_punctuator("::") && tokens[i - 2].is_identifier("aludel");
        if (is_type && tokens[i + 1].kind == Kind::identifier && (tokens[i + 2].is_punctuator("=") || tokens[i + 2].is_punctuator("{")))
            found.push_back(i);
    }
    return found;
}

const Token* enclosing_condition(const std::vector<Token>& tokens, std::size_t at) {
    std::vector<const Token*> open;
    for (std::size_t i = 0; i < at; ++i) {
        const Token& token = tokens[i];
        if (token.kind != Kind::directive) continue;
        if (token.text.starts_with("if")) open.push_back(&token);
        if (token.text == "endif" && !open.empty()) open.pop_back();
    }
    return open.empty() ? nullptr : open.back();
}

RevisionFile read_tokens(const std::string& path, const std::vector<Token>& tokens) {
    const std::vector<std::size_t> objects = find_objects(tokens);
    if (objects.empty()) {
        throw NotPlain{{"no-revision",
                        Severity::error,
                        "there is no revision object in this file; expected `extern constinit const aludel::revision revision_<id> = "
                        "{...};`. Code that is no revision belongs in another directory",
                        {path, 0, 0, 0, 0},
                        {},
                        {}}};
    }
    const std::size_t at = objects.front();
    if (objects.size() > 1)
        refuse("two-revisions", tokens[objects[1] + 1], "a second revision object in one file; a file holds one revision");
    if (!has_plain_specifiers(tokens, at))
        refuse("revision-not-plain", tokens[at],
               fmt::format("write `extern constinit const aludel::revision {}`: another program must find it", tokens[at + 1].text));
    if (const Token* condition = enclosing_condition(tokens, at))
        refuse("revision-not-plain", *condition, "the revision object depends on this condition; a revision is always there");
    return ObjectReader(tokens, at + 1).read();
}

// ", created 2026-11-20 21:15 UTC." in a comment above everything else.
std::string find_created(std::string_view source) {
    constexpr std::string_view word = ", created ";
    while (source.starts_with("//")) {
        const std::string_view line = source.substr(0, source.find('\n'));
        if (const auto at = line.find(word); line.starts_with("// Revision ") && at != std::string_view::npos) {
            const std::string_view rest = line.substr(at + word.size());
            return std::string(rest.substr(0, rest.find('.')));
        }
        source.remove_prefix(std::min(source.size(), line.size() + 1));
    }
    return {};
}

}  // namespace

std::optional<RevisionFile> read_revision_file(const std::string& path, std::string_view source, std::vector<Diagnostic>& diagnostics) {
    const std::size_t before = diagnostics.size();
    const std::vector<Token> tokens = lex_cpp(path, source, diagnostics);
    if (diagnostics.size() != before) return {};
    try {
        RevisionFile file = read_tokens(path, tokens);
        file.path = path;
        file.created = find_created(source);
        return file;
    } catch (NotPlain& refused) {
        diagnostics.push_back(std::move(refused.diagnostic));
        return {};
    }
}

bool is_revision_id(std::string_view id) {
    const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    if (id.empty() || !is_word(id.front()) || !is_word(id.back()) || id.find("__") != std::string_view::npos) return false;
    return std::all_of(id.begin(), id.end(), [&](char c) { return is_word(c) || c == '_'; });
}

migrations::Node node_of(const RevisionFile& file) {
    return {file.id, file.parents, file.depends_on, file.labels, file.message};
}

}  // namespace aludel::generator
