#include "capture.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Lex/Pragma.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Sema/ParsedAttr.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace aludel::frontend {

const char* const Capture::prologue = "namespace db_words { template <class... A> int call(const A&...) { return 0; } }\n";
// The namespace makes the parser finish the last declaration of the headers before it looks at the pragma.
const char* const Capture::epilogue = "namespace db_words {}\n#pragma aludel_replay\n";

namespace {

Capture* current = nullptr;  // the registry of attributes constructs its entries itself, and hands them nothing of ours

std::string variable_name(std::size_t use) {
    return "__db_" + std::to_string(use);
}

bool opens(const clang::Token& token) {
    return token.isOneOf(clang::tok::l_paren, clang::tok::l_square, clang::tok::l_brace);
}
bool closes(const clang::Token& token) {
    return token.isOneOf(clang::tok::r_paren, clang::tok::r_square, clang::tok::r_brace);
}
bool is_name(const clang::Token& token) {
    return token.getIdentifierInfo() != nullptr;
}
std::string text_of(const clang::Token& token) {
    return token.getIdentifierInfo()->getName().str();
}

/// The argument that the tokens [from, to) are, if it is a literal or a word of ours.
std::optional<Argument> literal_argument(const Use& use, std::size_t from, std::size_t to) {
    if (from == to) return std::nullopt;
    const clang::Token& first = use.tokens[from];
    const clang::SourceRange range(first.getLocation(), use.tokens[to - 1].getLocation());
    const std::size_t count = to - from;
    if (count == 1 && first.is(clang::tok::string_literal)) {
        const std::string spelling(first.getLiteralData(), first.getLength());
        if (spelling.front() != '"' || spelling.back() != '"' || spelling.find('\\') != std::string::npos) return std::nullopt;
        return Argument{spelling.substr(1, spelling.size() - 2), range};
    }
    if (count == 1 && first.is(clang::tok::numeric_constant)) {
        // Plain decimal digits; whatever else a number may be is Clang's to read.
        std::int64_t value = 0;
        const std::string spelling(first.getLiteralData(), first.getLength());
        if (spelling.size() > 18 || (spelling.front() == '0' && spelling.size() > 1)) return std::nullopt;
        for (const char c : spelling) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        return Argument{value, range};
    }
    if (count == 1 && first.isOneOf(clang::tok::kw_true, clang::tok::kw_false)) return Argument{first.is(clang::tok::kw_true), range};
    if (use.kind != nullptr && use.kind->takes_word && count == 1 && is_name(first)) return Argument{Word{text_of(first)}, range};
    if (count == 3 && is_name(first) && text_of(first) == "db" && use.tokens[from + 1].is(clang::tok::coloncolon) &&
        is_name(use.tokens[from + 2])) {
        return Argument{Word{text_of(use.tokens[from + 2])}, range};
    }
    return std::nullopt;
}

/// All arguments, where each of them can be read off its tokens.
std::optional<std::vector<Argument>> literal_arguments(const Use& use) {
    std::vector<Argument> arguments;
    if (use.tokens.empty()) return arguments;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= use.tokens.size(); ++i) {
        if (i < use.tokens.size() && use.tokens[i].isNot(clang::tok::comma)) continue;
        std::optional<Argument> argument = literal_argument(use, from, i);
        if (!argument) return std::nullopt;
        arguments.push_back(std::move(*argument));
        from = i + 1;
    }
    return arguments;
}

/// The namespace that the declaration's attributes are looked up in; nullptr: they are not replayed.
clang::DeclContext* replay_context(const Use& use) {
    if (use.kind == nullptr || use.declarations.empty()) return nullptr;
    clang::Decl* declaration = use.declarations.front();
    if (!llvm::isa<clang::FieldDecl>(declaration) && !llvm::isa<clang::CXXRecordDecl>(declaration)) return nullptr;
    clang::DeclContext* context = declaration->getDeclContext();
    const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration);
    if (context->isDependentContext() || (record != nullptr && record->getDescribedClassTemplate() != nullptr)) return nullptr;
    return context->getEnclosingNamespaceContext();
}

}  // namespace

/// Sees every token that the parser sees, and keeps those of the attribute lists that are ours.
class Watcher {
public:
    explicit Watcher(Capture& capture) : capture_(capture) {}

    void operator()(const clang::Token& token) {
        if (!capture_.active_ || token.isAnnotation()) return;
        if (depth_ == 0) {
            const bool square = token.is(clang::tok::l_square);
            if (square && after_square_) depth_ = 2;
            after_square_ = square;
            return;
        }
        if (opens(token)) ++depth_;
        if (closes(token)) --depth_;
        if (depth_ >= 2) list_.push_back(token);
        if (depth_ == 0) {
            read_list();
            list_.clear();
            after_square_ = false;
        }
    }

private:
    bool at(std::size_t i, clang::tok::TokenKind kind) const { return i < list_.size() && list_[i].is(kind); }
    bool name_at(std::size_t i) const { return i < list_.size() && is_name(list_[i]); }

    void read_list() {
        std::size_t i = 0;
        std::string common_scope;
        if (at(0, clang::tok::kw_using) && name_at(1) && at(2, clang::tok::colon)) {
            common_scope = text_of(list_[1]);
            i = 3;
        }
        while (i < list_.size()) i = read_attribute(i, common_scope);
    }

    /// Reads the attribute at `i`; what follows its comma.
    std::size_t read_attribute(std::size_t i, const std::string& common_scope) {
        if (!name_at(i)) return i + 1;
        Use use;
        use.begin = list_[i].getLocation();
        std::string scope = common_scope;
        if (at(i + 1, clang::tok::coloncolon) && name_at(i + 2)) {
            scope = text_of(list_[i]);
            i += 2;
        }
        use.name = text_of(list_[i]);
        use.name_location = list_[i].getLocation();
        use.end = use.name_location;
        ++i;
        if (at(i, clang::tok::l_paren)) {
            use.parentheses = true;
            int depth = 0;
            for (; i < list_.size(); ++i) {
                if (closes(list_[i]) && --depth == 0) break;
                if (depth > 0) use.tokens.push_back(list_[i]);
                if (opens(list_[i])) ++depth;
            }
            if (i < list_.size()) use.end = list_[i].getLocation();
        }
        while (i < list_.size() && list_[i].isNot(clang::tok::comma)) ++i;
        if (scope == "db") capture_.add(std::move(use));
        return i + 1;
    }

    Capture& capture_;
    std::vector<clang::Token> list_;
    int depth_ = 0;
    bool after_square_ = false;
};

/// The pragma at the end of the translation unit: makes the parser see
///     namespace a { static const auto __db_7 = ::db_words::call(&Team::id); }
/// for every use whose arguments are more than literals.
class Replay : public clang::PragmaHandler {
public:
    explicit Replay(Capture& capture) : PragmaHandler("aludel_replay"), capture_(capture) {}

    void HandlePragma(clang::Preprocessor& preprocessor, clang::PragmaIntroducer, clang::Token& first) override {
        const bool ours = preprocessor.getSourceManager().isInMainFile(first.getLocation());
        while (first.isNot(clang::tok::eod)) preprocessor.Lex(first);
        if (!ours) return;
        capture_.active_ = false;
        for (std::size_t i = 0; i < capture_.uses.size(); ++i) {
            Use& use = capture_.uses[i];
            use.arguments = literal_arguments(use);
            if (use.arguments) continue;
            if (clang::DeclContext* context = replay_context(use)) replay(preprocessor, use, i, context);
        }
        if (tokens_.empty()) return;  // Clang crashes on a stream of no tokens
        auto stream = std::make_unique<clang::Token[]>(tokens_.size());
        std::copy(tokens_.begin(), tokens_.end(), stream.get());
        preprocessor.EnterTokenStream(std::move(stream), static_cast<unsigned>(tokens_.size()), true, true);
    }

private:
    void replay(clang::Preprocessor& preprocessor, const Use& use, std::size_t index, clang::DeclContext* context) {
        where_ = use.name_location;
        int braces = 0;
        enter(preprocessor, context, braces);
        punctuation(clang::tok::kw_static, preprocessor);
        punctuation(clang::tok::kw_const, preprocessor);
        punctuation(clang::tok::kw_auto, preprocessor);
        word(preprocessor, variable_name(index));
        punctuation(clang::tok::equal, preprocessor);
        punctuation(clang::tok::coloncolon, preprocessor);
        word(preprocessor, "db_words");
        punctuation(clang::tok::coloncolon, preprocessor);
        word(preprocessor, "call");
        punctuation(clang::tok::l_paren, preprocessor);
        for (const clang::Token& token : use.tokens) tokens_.push_back(token);
        where_ = use.end;
        punctuation(clang::tok::r_paren, preprocessor);
        punctuation(clang::tok::semi, preprocessor);
        for (; braces > 0; --braces) punctuation(clang::tok::r_brace, preprocessor);
    }

    void enter(clang::Preprocessor& preprocessor, clang::DeclContext* context, int& braces) {
        if (context->isTranslationUnit()) return;
        enter(preprocessor, context->getParent()->getEnclosingNamespaceContext(), braces);
        const auto* space = llvm::cast<clang::NamespaceDecl>(context);
        if (space->isAnonymousNamespace()) return;
        if (space->isInline()) punctuation(clang::tok::kw_inline, preprocessor);
        punctuation(clang::tok::kw_namespace, preprocessor);
        word(preprocessor, space->getName().str());
        punctuation(clang::tok::l_brace, preprocessor);
        ++braces;
    }

    void punctuation(clang::tok::TokenKind kind, clang::Preprocessor& preprocessor) {
        clang::Token token;
        token.startToken();
        token.setKind(kind);
        token.setLocation(where_);
        if (const char* keyword = clang::tok::getKeywordSpelling(kind)) {
            token.setIdentifierInfo(preprocessor.getIdentifierInfo(keyword));
        }
        tokens_.push_back(token);
    }
    void word(clang::Preprocessor& preprocessor, const std::string& name) {
        clang::Token token;
        token.startToken();
        token.setKind(clang::tok::identifier);
        token.setLocation(where_);
        token.setIdentifierInfo(preprocessor.getIdentifierInfo(name));
        tokens_.push_back(token);
    }

    Capture& capture_;
    std::vector<clang::Token> tokens_;
    clang::SourceLocation where_;
};

/// Tells Clang that our attributes exist, and notes who carries them.
class AttributeInfo : public clang::ParsedAttrInfo {
public:
    AttributeInfo() {
        for (const AttributeKind& kind : attribute_kinds()) names_.push_back("db::" + std::string(kind.name));
        for (const std::string& name : names_) spellings_.push_back({clang::ParsedAttr::AS_CXX11, name.c_str()});
        Spellings = spellings_;
    }

    AttrHandling handleDeclAttribute(clang::Sema&, clang::Decl* declaration, const clang::ParsedAttr& attribute) const override {
        // The end of the range is the name; with `using db:` its begin is the same for the whole list.
        if (current != nullptr) current->attach(declaration, attribute.getRange().getEnd());
        return AttributeApplied;
    }

private:
    std::vector<std::string> names_;
    std::vector<Spelling> spellings_;
};

static clang::ParsedAttrInfoRegistry::Add<AttributeInfo> registered("db", "the attributes of Aludel's models");

Capture::Capture() {
    current = this;
}
Capture::~Capture() {
    current = nullptr;
}

void Capture::install(clang::Preprocessor& preprocessor) {
    active_ = true;
    preprocessor.setTokenWatcher(Watcher(*this));
    preprocessor.AddPragmaHandler(new Replay(*this));  // which owns it
}

void Capture::add(Use use) {
    use.kind = find_attribute(use.name);
    by_name_location_.emplace(use.name_location, uses.size());
    uses.push_back(std::move(use));
}

void Capture::attach(clang::Decl* declaration, clang::SourceLocation name) {
    const auto at = by_name_location_.find(name);
    if (at != by_name_location_.end()) uses[at->second].declarations.push_back(declaration);
}

void Capture::finish() {
    for (std::size_t i = 0; i < uses.size(); ++i) {
        Use& use = uses[i];
        clang::DeclContext* context = use.arguments ? nullptr : replay_context(use);
        if (context == nullptr) continue;
        while (context->isNamespace() && llvm::cast<clang::NamespaceDecl>(context)->isAnonymousNamespace()) {
            context = context->getParent()->getEnclosingNamespaceContext();
        }
        const clang::IdentifierInfo& name = context->getParentASTContext().Idents.get(variable_name(i));
        for (const clang::NamedDecl* found : context->lookup(&name)) {
            const auto* variable = llvm::dyn_cast<clang::VarDecl>(found);
            if (variable == nullptr || variable->isInvalidDecl() || variable->getInit() == nullptr) continue;
            const auto* call = llvm::dyn_cast<clang::CallExpr>(variable->getInit()->IgnoreImplicit()->IgnoreParenImpCasts());
            if (call == nullptr || call->containsErrors()) continue;
            use.arguments.emplace();
            for (const clang::Expr* argument : call->arguments()) {
                const clang::Expr* plain = argument->IgnoreImplicit();
                use.arguments->push_back({plain, plain->getSourceRange()});
            }
        }
    }
}

}  // namespace aludel::frontend
