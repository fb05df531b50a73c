#include "opaque_order.h"

#include <algorithm>
#include <array>

namespace aludel::schema {

namespace {

bool is_word(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

std::string folded(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

void add_words(const std::string& text, std::set<std::string>& words) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        // A tag of dollars is joined to the word behind it: $body$select.
        for (std::size_t from = at; from < end;) {
            const std::size_t dollar = std::min(text.find('$', from), end);
            if (dollar > from) words.insert(folded(text.substr(from, dollar - from)));
            from = dollar + 1;
        }
        if (end > at) words.insert(folded(text.substr(at, end - at)));
        at = std::max(end, at + 1);
    }
    // A name in quotes may be no word.
    for (const char quote : {'"', '`'}) {
        for (std::size_t open = text.find(quote); open != std::string::npos;) {
            const std::size_t close = text.find(quote, open + 1);
            if (close == std::string::npos) break;
            words.insert(folded(text.substr(open + 1, close - open - 1)));
            open = text.find(quote, close + 1);
        }
    }
}

/// What stands at the bottom of all others, and what on top, whatever their words are.
int rank(const Opaque& object) {
    static constexpr std::array bottom = {"schema", "extension", "domain", "type"};
    static constexpr std::array top = {"trigger", "policy", "rule", "event trigger"};
    for (std::size_t i = 0; i < bottom.size(); ++i)
        if (object.kind == bottom[i]) return static_cast<int>(i);
    for (std::size_t i = 0; i < top.size(); ++i)
        if (object.kind == top[i]) return 10 + static_cast<int>(i);
    return 5;
}
constexpr int of_the_top = 10;
constexpr int of_a_type = 3;

/// What a table says in SQL: there a function may be called.
std::set<std::string> expressions_of(const Table& table) {
    std::set<std::string> words;
    const auto add = [&](const Expression& expression) { words.merge(words_of(expression)); };
    for (const Column& column : table.columns) {
        if (const auto* custom = std::get_if<Custom>(&column.type.kind)) add(custom->sql);
        if (column.default_value)
            if (const auto* sql = std::get_if<Expression>(&*column.default_value)) add(*sql);
        if (column.computed) add(column.computed->expression);
    }
    for (const Check& check : table.checks) add(check.expression);
    for (const Index& index : table.indexes) {
        add(index.where);
        for (const IndexKey& key : index.keys)
            if (const auto* expression = std::get_if<Expression>(&key.of)) add(*expression);
    }
    return words;
}

/// Adds to `found` every object that one of them mentions, until there are no more.
void close_over(std::set<Name>& found, const Schema& schema) {
    for (bool more = true; more;) {
        more = false;
        for (const Opaque& user : schema.opaque) {
            if (!found.contains(user.name)) continue;
            const std::set<std::string> words = words_of(user);
            for (const Opaque& used : schema.opaque)
                if (used.name != user.name && mentions(words, used.name.name)) more = found.insert(used.name).second || more;
        }
    }
}

/// The end of what begins with this character and is no SQL of its own: a text, a quoted name, a body in dollars, a comment; `at`
/// itself where nothing of the kind begins there.
std::size_t behind_quoted(const std::string& sql, std::size_t at) {
    const auto through = [&](const std::string& end, std::size_t from) {
        const std::size_t found = sql.find(end, from);
        return found == std::string::npos ? sql.size() : found + end.size();
    };
    const char c = sql[at];
    if (c == '\'' || c == '"' || c == '`') return through(std::string(1, c), at + 1);
    if (sql.compare(at, 2, "--") == 0) return through("\n", at);
    if (sql.compare(at, 2, "/*") == 0) return through("*/", at + 2);
    if (c != '$') return at;
    std::size_t end = at + 1;
    while (end < sql.size() && is_word(sql[end]) && sql[end] != '$') ++end;
    return end < sql.size() && sql[end] == '$' ? through(sql.substr(at, end + 1 - at), end + 1) : at;
}

/// CREATE, at most two words (UNLOGGED, VIRTUAL, FOREIGN...), TABLE. One that is gone with its session is none.
bool creates_table(const std::string& sql) {
    std::size_t since_create = 4;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t behind = behind_quoted(sql, at);
        std::size_t end = std::max(behind, at);
        if (behind == at)
            while (end < sql.size() && is_word(sql[end]) && sql[end] != '$') ++end;
        if (behind == at && end > at) {
            const std::string word = folded(sql.substr(at, end - at));
            since_create = word == "create" ? 0 : since_create + 1;
            if (word == "temp" || word == "temporary") since_create = 4;
            if (word == "table" && since_create <= 3) return true;
        }
        at = std::max(end, at + 1);
    }
    return false;
}

std::string word_before(const std::string& text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    return folded(text.substr(begin, end - begin));
}

/// No product, no count(*), no comment: behind SELECT, a comma or a dot, or before FROM or a comma.
bool is_all_columns(const std::string& text, std::size_t star) {
    constexpr const char* spaces = " \t\r\n\f";
    const std::size_t before = star == 0 ? std::string::npos : text.find_last_not_of(spaces, star - 1);
    const std::size_t after = text.find_first_not_of(spaces, star + 1);
    const char left = before == std::string::npos ? ' ' : text[before];
    const char right = after == std::string::npos ? ' ' : text[after];
    if (left == '(' || left == '/' || right == '/') return false;
    if (left == '.' || left == ',' || right == ',') return true;
    const std::string word = before == std::string::npos ? "" : word_before(text, before + 1);
    if (word == "select" || word == "distinct" || word == "all" || word == "returning") return true;
    return after != std::string::npos && folded(text.substr(after, 4)) == "from" && (after + 4 >= text.size() || !is_word(text[after + 4]));
}

}  // namespace

std::set<std::string> words_of(const Expression& expression) {
    std::set<std::string> words;
    add_words(expression.sql, words);
    for (const auto& [dialect, text] : expression.dialects) add_words(text, words);
    return words;
}

bool holds_rows(const Opaque& object) {
    const auto& texts = object.create.dialects;
    return creates_table(object.create.sql) ||
           std::any_of(texts.begin(), texts.end(), [](const auto& text) { return creates_table(text.second); });
}

std::set<std::string> words_of(const Opaque& object) {
    return words_of(object.create);
}

bool says_all(const Expression& expression) {
    const auto says = [](const std::string& text) {
        for (std::size_t star = text.find('*'); star != std::string::npos; star = text.find('*', star + 1)) {
            if (is_all_columns(text, star)) return true;
        }
        return false;
    };
    return says(expression.sql) ||
           std::any_of(expression.dialects.begin(), expression.dialects.end(), [&](const auto& each) { return says(each.second); }) ||
           mentions(words_of(expression), "natural");
}

bool mentions(const std::set<std::string>& words, const std::string& name) {
    return words.contains(folded(name));
}

std::map<Name, OpaqueStage> stages(const Schema& schema) {
    std::set<std::string> said_by_tables;
    for (const Table& table : schema.tables) said_by_tables.merge(expressions_of(table));
    std::set<std::string> said_by_views;
    for (const View& view : schema.views) said_by_views.merge(words_of(view.query));
    std::set<Name> early;
    std::set<Name> for_views;
    for (const Opaque& object : schema.opaque) {
        if (rank(object) >= of_the_top) continue;
        if (rank(object) <= of_a_type || mentions(said_by_tables, object.name.name)) early.insert(object.name);
        if (mentions(said_by_views, object.name.name)) for_views.insert(object.name);
    }
    close_over(early, schema);
    close_over(for_views, schema);
    // What mentions neither a table nor a view, nor what does, has no reason to wait.
    std::set<Name> late;
    for (const Opaque& object : schema.opaque) {
        const std::set<std::string> words = words_of(object);
        const auto named = [&](const auto& each) { return mentions(words, each.name.name); };
        if (rank(object) >= of_the_top || std::any_of(schema.tables.begin(), schema.tables.end(), named) ||
            std::any_of(schema.views.begin(), schema.views.end(), named))
            late.insert(object.name);
    }
    for (bool more = true; more;) {
        more = false;
        for (const Opaque& object : schema.opaque) {
            const std::set<std::string> words = words_of(object);
            const bool waits = std::any_of(late.begin(), late.end(),
                                           [&](const Name& other) { return other != object.name && mentions(words, other.name); });
            if (waits) more = late.insert(object.name).second || more;
        }
    }
    std::map<Name, OpaqueStage> found;
    for (const Opaque& object : schema.opaque) {
        OpaqueStage& stage = found[object.name];
        if (early.contains(object.name) || !late.contains(object.name)) {
            stage = OpaqueStage::before_tables;
        } else {
            stage = for_views.contains(object.name) ? OpaqueStage::after_tables : OpaqueStage::after_views;
        }
    }
    return found;
}

std::vector<const Opaque*> creation_order(std::vector<const Opaque*> objects) {
    std::stable_sort(objects.begin(), objects.end(),
                     [](const Opaque* a, const Opaque* b) { return rank(*a) != rank(*b) ? rank(*a) < rank(*b) : a->name < b->name; });
    std::vector<const Opaque*> order;
    std::set<Name> placed;
    const auto place = [&](const auto& self, const Opaque* object) -> void {
        if (!placed.insert(object->name).second) return;
        const std::set<std::string> words = words_of(*object);
        for (const Opaque* other : objects)
            if (rank(*other) <= rank(*object) && mentions(words, other->name.name)) self(self, other);
        order.push_back(object);
    };
    for (const Opaque* object : objects) place(place, object);
    return order;
}

}  // namespace aludel::schema
