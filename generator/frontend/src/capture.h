#pragma once

#include <clang/Basic/SourceLocation.h>
#include <clang/Lex/Token.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "attribute.h"

namespace clang {
class Decl;
class Expr;
class Preprocessor;
}  // namespace clang

namespace aludel::frontend {

struct Argument;

/// A word of ours as an argument: `db::cascade`, or with arguments of its own: `db::where("...")`.
struct Word {
    std::string name;
    clang::SourceLocation name_location;
    bool parentheses = false;
    std::vector<Argument> arguments;
};

/// One argument of an attribute: read off its tokens where it is a literal or a word of ours, else an expression that
/// Clang has parsed and type-checked.
struct Argument {
    std::variant<std::int64_t, bool, std::string, Word, const clang::Expr*> value;
    clang::SourceRange range;
};

/// One `db::name(...)` as it stands in a header.
struct Use {
    std::string name;
    const AttributeKind* kind = nullptr;  ///< nullptr: unknown
    clang::SourceLocation begin;          ///< of `db`, or of the name after `using db:`
    clang::SourceLocation name_location;
    clang::SourceLocation end;  ///< of its last token
    bool parentheses = false;
    bool after_using = false;                        ///< of `[[using db: ...]]`: words of ours need no `db::` either
    std::vector<clang::Token> tokens;                ///< between the parentheses, after macro expansion
    std::vector<clang::Decl*> declarations;          ///< that carry it
    std::optional<std::vector<Argument>> arguments;  ///< after the parse; none: Clang has refused them, and said why
    std::vector<Argument> unread;                    ///< until then, where there are expressions among them

    clang::SourceRange range() const { return {begin, end}; }
};

/// Every use of a `db::` attribute in a translation unit, in the order of the text.
///
/// Clang attaches an attribute that a plugin knows to its declaration, but doesn't parse its arguments: it asks for the
/// unscoped name. So three things work together: a ParsedAttrInfo says which declaration carries which attribute, a
/// token watcher captures the arguments, and a pragma at the end of the translation unit replays them, as the
/// initialisers of variables in the namespaces of their declarations. That leaves overload resolution, constant
/// expressions, forward references and "did you mean" to Clang, at the original columns.
class Capture {
public:
    Capture();
    ~Capture();
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    /// Before the parse. One capture at a time is active: Clang's registry of attributes is global.
    void install(clang::Preprocessor& preprocessor);
    /// After the parse: fills in the arguments.
    void finish();

    std::vector<Use> uses;

    /// The translation unit starts and ends with these.
    static const char* const prologue;
    static const char* const epilogue;

private:
    friend class AttributeInfo;
    friend class Replay;
    friend class Watcher;

    void attach(clang::Decl* declaration, clang::SourceLocation name);
    void add(Use use);

    std::map<clang::SourceLocation, std::size_t> by_name_location_;
    bool active_ = false;
};

}  // namespace aludel::frontend
