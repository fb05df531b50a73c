#include "model.h"

#include <aludel/schema/apply.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <limits>

#include "spelling.h"

namespace aludel::frontend {

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

clang::SourceRange name_range(const clang::NamedDecl& declaration) {
    return {declaration.getLocation(), declaration.getLocation()};
}

schema::Expression Model::in_table(const ModelColumn& column, schema::Expression expression) const {
    for (const std::string& prefix : column.prefixes) {
        schema::Table members;
        std::vector<std::string> names;
        for (const ModelColumn& other : columns) {
            if (std::find(other.prefixes.begin(), other.prefixes.end(), prefix) == other.prefixes.end()) continue;
            schema::Column member;
            member.name = names.emplace_back(other.name.substr(prefix.size()));
            members.columns.add(std::move(member));
        }
        // The longest first: what a name has become is longer than all that follow.
        std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
        for (const std::string& name : names) expression = schema::with_column_renamed(std::move(expression), members, name, prefix + name);
    }
    return expression;
}

const std::vector<const Use*>& Reading::uses_of(const clang::Decl* declaration) const {
    static const std::vector<const Use*> none;
    const auto found = uses.find(declaration);
    return found == uses.end() ? none : found->second;
}

const Use* Reading::find_use(const clang::Decl* declaration, Attribute attribute) const {
    for (const Use* use : uses_of(declaration)) {
        if (use->kind->attribute == attribute) return use;
    }
    return nullptr;
}

const Model* Reading::find_model(const clang::CXXRecordDecl* record) const {
    for (const Model& model : models) {
        if (model.record == record) return &model;
    }
    return nullptr;
}

const Model* Reading::find_table(const std::string& name) const {
    for (const Model& model : models) {
        if (model.key() == name) return &model;
    }
    return nullptr;
}

Arguments::Arguments(const Reading& reading, const Use& use, Place place)
    : reading_(reading), name_(use.name), form_(use.kind->form(place)), range_(use.range()) {
    if (use.arguments) {
        take(*use.arguments, use.kind->options);
    } else {
        failed_ = true;
    }
}

Arguments::Arguments(const Reading& reading, const Word& word, clang::SourceRange range)
    : reading_(reading), name_(word.name), range_(range) {
    if (const OptionKind* kind = find_option(word.name)) form_ = kind->form;
    take(word.arguments, {});
}

void Arguments::take(const std::vector<Argument>& arguments, const std::vector<Option>& options) {
    for (const Argument& argument : arguments) {
        if (!take_option(argument, options)) plain_.push_back(&argument);
    }
}

/// False: it is none, and stands for itself.
bool Arguments::take_option(const Argument& argument, const std::vector<Option>& options) {
    const auto* word = std::get_if<Word>(&argument.value);
    if (word == nullptr) return false;
    const OptionKind* kind = find_option(word->name);
    if (kind != nullptr && kind->wraps_key) return false;
    if (kind == nullptr && !word->parentheses && nearest_option(word->name).empty()) return false;  // db::cascade
    if (kind == nullptr || std::find(options.begin(), options.end(), kind->option) == options.end()) {
        const AttributeKind* attribute = find_attribute(name_);
        if (kind == nullptr && !word->parentheses && attribute != nullptr && attribute->takes_word) return false;
        refuse_option(argument, *word, options);
    } else if (const Argument* first = find(kind->option)) {
        reading_.report.error("repeated-option", argument.range, quoted("db::" + word->name) + " stands twice in " + quoted("db::" + name_),
                              {reading_.report.note(first->range, "the first is here")});
        failed_ = true;
    } else if ((kind->form.back() == ')') != word->parentheses) {
        reading_.report.error("bad-arguments", argument.range, quoted("db::" + word->name) + " can't be read like this",
                              {Report::hint("it is written " + std::string(kind->form))});
        failed_ = true;
    } else {
        options_.emplace_back(kind->option, &argument);
    }
    return true;
}

void Arguments::refuse_option(const Argument& argument, const Word& word, const std::vector<Option>& options) {
    failed_ = true;
    std::vector<generator::Diagnostic> notes;
    std::vector<generator::FixIt> fixits;
    if (find_option(word.name) != nullptr) {
        std::string forms;
        for (const Option option : options) forms += (forms.empty() ? "" : ", ") + std::string(kind_of(option).form);
        notes.push_back(Report::hint(forms.empty() ? "it takes no options" : "what may stand here: " + forms));
        reading_.report.error("option-of-what", argument.range,
                              quoted("db::" + word.name) + " says nothing about " + quoted("db::" + name_), std::move(notes));
        return;
    }
    const std::string_view near = nearest_option(word.name);
    if (!near.empty()) {
        notes.push_back(Report::hint("did you mean 'db::" + std::string(near) + "'?"));
        fixits = reading_.report.replace({word.name_location, word.name_location}, std::string(near));
    }
    reading_.report.error("unknown-option", argument.range, "there is no option " + quoted("db::" + word.name), std::move(notes),
                          std::move(fixits));
}

Constant Arguments::constant(std::size_t index) const {
    return evaluate(*plain_[index], reading_.context);
}

const Argument* Arguments::find(Option option) const {
    for (const auto& [given, argument] : options_) {
        if (given == option) return argument;
    }
    return nullptr;
}

Arguments Arguments::inside(Option option) const {
    const Argument& argument = *find(option);
    return {reading_, std::get<Word>(argument.value), argument.range};
}

std::optional<std::string> Arguments::text(Option option) const {
    return has(option) ? inside(option).one_string() : std::string();
}

std::optional<std::vector<std::string>> Arguments::only() const {
    std::vector<std::string> dialects;
    if (!has(Option::only)) return dialects;
    const Arguments given = inside(Option::only);
    if (given.count() == 0) {
        given.refuse();
        return std::nullopt;
    }
    for (std::size_t i = 0; i < given.count(); ++i) {
        const std::optional<std::string> name = given.string(i);
        if (!name) return std::nullopt;
        const std::vector<std::string_view>& known = dialect_names();
        if (std::find(known.begin(), known.end(), *name) == known.end()) {
            const std::string_view near = nearest(*name, known);
            std::string names;
            for (const std::string_view other : known) names += (names.empty() ? "" : ", ") + quoted(other);
            reading_.report.error(
                "unknown-database", given.range(i), quoted(*name) + " is no database that Aludel knows",
                {Report::hint(near.empty() ? "there are " + names : "did you mean " + quoted(near) + "?")},
                near.empty() ? std::vector<generator::FixIt>() : reading_.report.replace(given.range(i), '"' + std::string(near) + '"'));
            return std::nullopt;
        }
        if (std::find(dialects.begin(), dialects.end(), *name) == dialects.end()) dialects.push_back(*name);
    }
    std::sort(dialects.begin(), dialects.end());
    return dialects;
}

void Arguments::refuse() const {
    reading_.report.error("bad-arguments", range_, "'db::" + name_ + "' can't be read like this",
                          {Report::hint("it is written " + std::string(form_))});
}

bool Arguments::between(std::size_t least, std::size_t most) const {
    if (failed()) return false;
    if (count() >= least && count() <= most) return true;
    refuse();
    return false;
}

bool Arguments::none() const {
    return between(0, 0);
}

std::optional<std::string> Arguments::string(std::size_t index) const {
    const Constant value = constant(index);
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        refuse();
        return std::nullopt;
    }
    if (text->empty()) {
        reading_.report.error("empty-text", range(index), "'db::" + name_ + "' has an empty text",
                              {Report::hint("it is written " + std::string(form_))});
        return std::nullopt;
    }
    return *text;
}

std::optional<std::string> Arguments::one_string() const {
    return between(1, 1) ? string(0) : std::nullopt;
}

std::optional<schema::Expression> Arguments::sql(std::size_t index) const {
    const std::optional<std::string> text = string(index);
    const std::optional<std::vector<std::string>> dialects = only();
    if (!text || !dialects) return std::nullopt;
    schema::Expression result;
    if (dialects->empty()) result.sql = *text;
    for (const std::string& dialect : *dialects) result.dialects.emplace(dialect, *text);
    return result;
}

std::optional<std::int64_t> Arguments::integer(std::size_t index) const {
    const Constant value = constant(index);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    refuse();
    return std::nullopt;
}

std::optional<int> Arguments::positive(std::size_t index) const {
    const std::optional<std::int64_t> number = integer(index);
    if (!number) return std::nullopt;
    if (*number >= 0 && *number <= std::numeric_limits<int>::max()) return static_cast<int>(*number);
    refuse();
    return std::nullopt;
}

std::vector<std::string> databases_of(const schema::Expression& expression) {
    std::vector<std::string> databases;
    if (!expression.sql.empty()) return databases;
    for (const auto& own : expression.dialects) databases.push_back(own.first);
    return databases;
}

bool merge(schema::Expression& into, const schema::Expression& more) {
    if (!into.sql.empty() && !more.sql.empty()) return false;
    for (const auto& [dialect, text] : more.dialects) {
        if (!into.dialects.emplace(dialect, text).second) return false;
    }
    if (into.sql.empty()) into.sql = more.sql;
    return true;
}

}  // namespace aludel::frontend
