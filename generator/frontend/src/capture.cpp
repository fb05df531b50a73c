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

using Tokens = std::vector<clang::Token>;

/// Reads the tokens of a use into arguments. What is neither a literal nor a word of ours is left to Clang: its tokens are kept
/// in `expressions`, in the order of the text, and its argument is a null expression until Clang has read them.
class ArgumentReader {
public:
    explicit ArgumentReader(const Use& use) : use_(use), tokens_(use.tokens) {}

    std::vector<Argument> read() { return read(0, tokens_.size(), use_.kind != nullptr && use_.kind->takes_word); }

    std::vector<Tokens> expressions;
    bool gap = false;  ///< between two commas

private:
    bool is(std::size_t i, clang::tok::TokenKind kind) const { return tokens_[i].is(kind); }

    /// The arguments that the tokens [from, to) are, which commas part.
    std::vector<Argument> read(std::size_t from, std::size_t to, bool takes_word) {
        std::vector<Argument> arguments;
        if (from == to) return arguments;
        int depth = 0;
        std::size_t start = from;
        for (std::size_t i = from; i <= to; ++i) {
            if (i < to && opens(tokens_[i])) ++depth;
            if (i < to && closes(tokens_[i])) --depth;
            if (i < to && (depth > 0 || !is(i, clang::tok::comma))) continue;
            arguments.push_back(read_one(start, i, takes_word));
            start = i + 1;
        }
        return arguments;
    }

    Argument read_one(std::size_t from, std::size_t to, bool takes_word) {
        if (from == to) gap = true;
        if (gap) return {};
        const clang::SourceRange range(tokens_[from].getLocation(), tokens_[to - 1].getLocation());
        if (const auto literal = read_literal(from, to)) return {*literal, range};
        const bool qualified = to - from >= 3 && is_name(tokens_[from]) && text_of(tokens_[from]) == "db" &&
                               is(from + 1, clang::tok::coloncolon) && is_name(tokens_[from + 2]);
        const std::size_t name = qualified ? from + 2 : from;
        if (!is_name(tokens_[name])) return expression(from, to);
        const bool alone = name + 1 == to;
        const bool called = !alone && is(name + 1, clang::tok::l_paren) && closing(name + 1) == to - 1;
        const std::string text = text_of(tokens_[name]);
        const OptionKind* option = find_option(text);
        const bool as_written = option != nullptr && (option->form.back() == ')') == called;  // a constant may be called `name`
        const bool bare = (takes_word && alone) || (use_.after_using && (as_written || (alone && is_order_of_member(option))));
        if ((!qualified && !bare) || (!alone && !called)) return expression(from, to);
        Word word = {.name = text, .name_location = tokens_[name].getLocation(), .parentheses = called, .arguments = {}};
        if (called) word.arguments = read(name + 2, to - 1, option != nullptr && option->takes_word);
        return {std::move(word), range};
    }

    /// index(desc) on a member.
    bool is_order_of_member(const OptionKind* option) const {
        return option != nullptr && option->stands_alone && use_.kind != nullptr && use_.kind->attribute == Attribute::index;
    }

    std::size_t closing(std::size_t open) const {
        int depth = 0;
        for (std::size_t i = open; i < tokens_.size(); ++i) {
            if (opens(tokens_[i])) ++depth;
            if (closes(tokens_[i]) && --depth == 0) return i;
        }
        return tokens_.size();
    }

    Argument expression(std::size_t from, std::size_t to) {
        const auto at = [&](std::size_t i) { return tokens_.begin() + static_cast<std::ptrdiff_t>(i); };
        expressions.emplace_back(at(from), at(to));
        return {static_cast<const clang::Expr*>(nullptr), {tokens_[from].getLocation(), tokens_[to - 1].getLocation()}};
    }

    using Literal = std::variant<std::int64_t, bool, std::string, Word, const clang::Expr*>;

    std::optional<Literal> read_literal(std::size_t from, std::size_t to) const {
        if (to - from != 1) return std::nullopt;
        const clang::Token& token = tokens_[from];
        if (token.isOneOf(clang::tok::kw_true, clang::tok::kw_false)) return token.is(clang::tok::kw_true);
        if (!token.isOneOf(clang::tok::string_literal, clang::tok::numeric_constant)) return std::nullopt;
        const std::string spelling(token.getLiteralData(), token.getLength());
        if (token.is(clang::tok::string_literal)) {
            if (spelling.front() != '"' || spelling.back() != '"' || spelling.find('\\') != std::string::npos) return std::nullopt;
            return spelling.substr(1, spelling.size() - 2);
        }
        // Plain decimal digits; whatever else a number may be is Clang's to read.
        if (spelling.size() > 18 || (spelling.front() == '0' && spelling.size() > 1)) return std::nullopt;
        std::int64_t value = 0;
        for (const char c : spelling) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    const Use& use_;
    const Tokens& tokens_;
};

/// Gives the null expressions what Clang has made of their tokens.
void fill_in(std::vector<Argument>& arguments, llvm::ArrayRef<const clang::Expr*>& parsed) {
    for (Argument& argument : arguments) {
        if (auto* word = std::get_if<Word>(&argument.value)) {
            fill_in(word->arguments, parsed);
        } else if (auto* expression = std::get_if<const clang::Expr*>(&argument.value)) {
            *expression = parsed.front()->IgnoreImplicit();
            argument.range = (*expression)->getSourceRange();
            parsed = parsed.drop_front();
        }
    }
}

bool has_member(const clang::CXXRecordDecl& record, clang::DeclarationName name) {
    for (const clang::NamedDecl* found : record.lookup(name)) {
        const auto* type = llvm::dyn_cast<clang::CXXRecordDecl>(found);
        if (type == nullptr || !type->isInjectedClassName()) return true;
    }
    return std::any_of(record.bases_begin(), record.bases_end(), [&](const clang::CXXBaseSpecifier& base) {
        const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
        return type != nullptr && type->hasDefinition() && has_member(*type->getDefinition(), name);
    });
}

/// The innermost struct around the attributes of a declaration that has a member of that name; nullptr: none.
const clang::CXXRecordDecl* enclosing_owner(const clang::Decl& declaration, clang::DeclarationName name) {
    const auto* self = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration);
    for (const clang::DeclContext* context = self != nullptr ? self : declaration.getDeclContext(); context != nullptr;
         context = context->getParent()) {
        const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(context);
        if (record != nullptr && record->hasDefinition() && has_member(*record->getDefinition(), name)) return record;
    }
    return nullptr;
}

/// The namespace that the declaration's attributes are looked up in; nullptr: they are not replayed.
clang::DeclContext* replay_context(const Use& use) {
    if (use.kind == nullptr || use.declarations.empty()) return nullptr;
    clang::Decl* declaration = use.declarations.front();
    if (!llvm::isa<clang::FieldDecl, clang::CXXRecordDecl, clang::EnumDecl, clang::EnumConstantDecl, clang::TypedefNameDecl>(declaration)) {
        return nullptr;
    }
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
        use.after_using = !common_scope.empty();
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
            ArgumentReader reader(use);
            std::vector<Argument> arguments = reader.read();
            if (reader.gap) reader.expressions = {use.tokens};  // for Clang to say what is missing
            if (reader.expressions.empty()) {
                use.arguments = std::move(arguments);
            } else if (clang::DeclContext* context = replay_context(use)) {
                use.unread = std::move(arguments);
                replay(preprocessor, use, i, context, reader.expressions);
            }
        }
        if (tokens_.empty()) return;  // Clang crashes on a stream of no tokens
        auto stream = std::make_unique<clang::Token[]>(tokens_.size());
        std::copy(tokens_.begin(), tokens_.end(), stream.get());
        preprocessor.EnterTokenStream(std::move(stream), static_cast<unsigned>(tokens_.size()), true, true);
    }

private:
    void replay(clang::Preprocessor& preprocessor, const Use& use, std::size_t index, clang::DeclContext* context,
                const std::vector<Tokens>& expressions) {
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
        for (std::size_t i = 0; i < expressions.size(); ++i) {
            if (i > 0) punctuation(clang::tok::comma, preprocessor);
            push(preprocessor, *use.declarations.front(), expressions[i]);
        }
        where_ = use.end;
        punctuation(clang::tok::r_paren, preprocessor);
        punctuation(clang::tok::semi, preprocessor);
        for (; braces > 0; --braces) punctuation(clang::tok::r_brace, preprocessor);
    }

    /// The tokens, at the scope of a namespace: a name that the structs around the attribute have is qualified with them, as it was found
    /// where it was written.
    void push(clang::Preprocessor& preprocessor, const clang::Decl& declaration, const Tokens& tokens) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const bool qualified = i > 0 && tokens[i - 1].isOneOf(clang::tok::coloncolon, clang::tok::period, clang::tok::arrow);
            if (tokens[i].is(clang::tok::identifier) && !qualified) {
                where_ = tokens[i].getLocation();
                qualify(preprocessor, enclosing_owner(declaration, tokens[i].getIdentifierInfo()));
            }
            tokens_.push_back(tokens[i]);
        }
    }
    void qualify(clang::Preprocessor& preprocessor, const clang::CXXRecordDecl* record) {
        if (record == nullptr) return;
        qualify(preprocessor, llvm::dyn_cast<clang::CXXRecordDecl>(record->getDeclContext()));
        if (record->getIdentifier() == nullptr) return;
        word(preprocessor, record->getName().str());
        punctuation(clang::tok::coloncolon, preprocessor);
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
            const std::vector<const clang::Expr*> parsed(call->arg_begin(), call->arg_end());
            llvm::ArrayRef<const clang::Expr*> rest = parsed;
            fill_in(use.unread, rest);
            use.arguments = std::move(use.unread);
        }
    }
}

}  // namespace aludel::frontend
