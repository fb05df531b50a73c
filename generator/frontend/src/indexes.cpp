#include <aludel/schema/naming.h>

#include <algorithm>

#include "constraints.h"

namespace aludel::frontend {

namespace {

using schema::IndexKey;
using schema::NullsOrder;

class IndexReader {
public:
    IndexReader(ConstraintReading& all, const Said& said) : all_(all), reading_(all.reading), said_(said) {}

    bool read() {
        if (said_.given.failed()) return false;
        if (!(said_.member == nullptr ? read_keys() : read_member_key())) return false;
        schema::Index index;
        index.keys = std::move(keys_);
        index.unique = said_.given.has(Option::unique);
        index.name = made_name(index);
        if (!read_index_options(all_, said_, index)) return false;
        if (const Argument* distinct = said_.given.find(Option::nulls_not_distinct); distinct != nullptr && !index.unique) {
            reading_.report.error("nulls-of-no-unique", distinct->range,
                                  "'db::nulls_not_distinct' says which rows are alike, and the index is not unique",
                                  {Report::hint("add db::unique to it, or take this away")});
            return false;
        }
        return add_index(all_, said_, std::move(index));
    }

private:
    bool read_keys() {
        if (said_.given.count() == 0) {
            said_.given.refuse();
            return false;
        }
        for (std::size_t i = 0; i < said_.given.count(); ++i) {
            std::optional<IndexKey> key = read_key(said_.given, i);
            if (!key || !add_key(std::move(*key), i)) return false;
        }
        return true;
    }

    /// The member, and what words without a key say about it: db::index(db::desc).
    bool read_member_key() {
        IndexKey key;
        key.of = said_.member->name;
        for (std::size_t i = 0; i < said_.given.count(); ++i) {
            const Word* word = word_around_key(said_.given, i);
            const Option option = word == nullptr ? Option::columns : find_option(word->name)->option;
            if (option == Option::operator_class) {
                const Arguments inner(reading_, *word, said_.given.range(i));
                if (!inner.failed() && inner.count() == 1) {
                    const std::optional<std::string> name = inner.string(0);
                    if (!name || !refine(key, option, *name, said_.given.range(i))) return false;
                    continue;
                }
            } else if (kind_of(option).stands_alone && !word->parentheses) {
                if (!refine(key, option, "", said_.given.range(i))) return false;
                continue;
            }
            refuse_key_on_member(i);
            return false;
        }
        keys_ = {std::move(key)};
        return true;
    }

    void refuse_key_on_member(std::size_t i) {
        const Constant constant = said_.given.constant(i);
        const bool is_key = std::holds_alternative<Member>(constant) || std::holds_alternative<std::string>(constant) ||
                            word_around_key(said_.given, i) != nullptr;
        if (!is_key) {
            said_.given.refuse();
            return;
        }
        reading_.report.error("keys-on-member", said_.given.range(i),
                              "'db::index' on a member has that member for its key, " + quoted(said_.member->name),
                              {Report::hint("other keys are said on the struct: " + std::string(said_.use.kind->on_struct))});
    }

    static bool is_order(Option option) { return option == Option::desc || option == Option::nulls_first || option == Option::nulls_last; }

    static const Word* word_around_key(const Arguments& given, std::size_t i) {
        const auto* word = std::get_if<Word>(&given.at(i).value);
        const OptionKind* kind = word == nullptr ? nullptr : find_option(word->name);
        return kind != nullptr && kind->wraps_key ? word : nullptr;
    }

    /// A column, an expression, or one of them with words around it.
    std::optional<IndexKey> read_key(const Arguments& given, std::size_t i) {
        IndexKey key;
        const Word* word = word_around_key(given, i);
        if (word == nullptr) {
            const ModelColumn* column = read_column_of(reading_, said_.model, given, i);
            if (column == nullptr) return std::nullopt;
            key.of = column->name;
            return key;
        }
        const Arguments inner(reading_, *word, given.range(i));
        const Option option = find_option(word->name)->option;
        if (inner.failed()) return std::nullopt;
        if (option == Option::columns) {
            has_plain_columns(reading_, given, {.what = "an index"});
            return std::nullopt;
        }
        if (option == Option::expression) {
            const std::optional<std::string> sql = inner.one_string();
            if (!sql) return std::nullopt;
            key.of = schema::Expression{.sql = *sql, .dialects = {}};
            return key;
        }
        const std::size_t arguments = option == Option::operator_class ? 2 : 1;
        if (!inner.between(arguments, arguments)) return std::nullopt;
        const std::optional<std::string> name = arguments == 2 ? inner.string(1) : std::string();
        if (!name) return std::nullopt;
        std::optional<IndexKey> inside = read_key(inner, 0);
        if (!inside || !refine(*inside, option, *name, given.range(i))) return std::nullopt;
        return inside;
    }

    bool refine(IndexKey& key, Option option, const std::string& operator_class, clang::SourceRange at) {
        const bool is_said = option == Option::desc             ? key.descending
                             : option == Option::operator_class ? !key.operator_class.empty()
                                                                : key.nulls != NullsOrder::engine_default;
        if (is_said) {
            const char* what = option == Option::desc             ? "twice that it is descending"
                               : option == Option::operator_class ? "two operator classes"
                                                                  : "twice where its NULLs stand";
            reading_.report.error("key-twice-refined", at, std::string("the key is given ") + what, {Report::hint("say it once")});
            return false;
        }
        if (option == Option::desc) key.descending = true;
        if (option == Option::nulls_first) key.nulls = NullsOrder::first;
        if (option == Option::nulls_last) key.nulls = NullsOrder::last;
        if (option == Option::operator_class) key.operator_class = operator_class;
        return true;
    }

    bool add_key(IndexKey key, std::size_t i) {
        const clang::SourceRange at = said_.given.range(i);
        const auto same = std::find_if(keys_.begin(), keys_.end(), [&](const IndexKey& other) { return other.of == key.of; });
        if (same == keys_.end()) {
            keys_.push_back(std::move(key));
            return true;
        }
        // db::index(db::desc(&T::a), db::operator_class(&T::a, "...")): of the key that stands already.
        IndexKey alone;
        alone.of = key.of;
        alone.operator_class = key.operator_class;
        if (!key.operator_class.empty() && key == alone) return refine(*same, Option::operator_class, key.operator_class, at);
        const auto* column = std::get_if<std::string>(&key.of);
        reading_.report.error("column-repeated", at,
                              quoted(column != nullptr ? *column : std::get<schema::Expression>(key.of).sql) + " stands twice in an index",
                              {Report::hint("take one of them away")});
        return false;
    }

    std::string made_name(const schema::Index& index) const {
        std::vector<std::string> parts;
        for (const IndexKey& key : index.keys) {
            const auto* column = std::get_if<std::string>(&key.of);
            parts.push_back(column != nullptr ? *column : schema::expression_words(std::get<schema::Expression>(key.of).sql));
        }
        return schema::index_name(said_.model.table.name, parts);
    }

    ConstraintReading& all_;
    const Reading& reading_;
    const Said& said_;
    std::vector<IndexKey> keys_;
};

}  // namespace

bool read_index(ConstraintReading& all, const Said& said) {
    return IndexReader(all, said).read();
}

std::optional<std::vector<std::string>> read_included(const Reading& reading, const Said& said, const std::vector<std::string>& keys) {
    const Arguments given = said.given.inside(Option::include);
    std::optional<std::vector<std::string>> columns = read_columns_of(reading, said.model, given, {.what = "'db::include'"});
    if (!columns) return std::nullopt;
    for (std::size_t i = 0; i < columns->size(); ++i) {
        if (std::find(keys.begin(), keys.end(), (*columns)[i]) == keys.end()) continue;
        reading.report.error("column-repeated", given.range(i), quoted((*columns)[i]) + " is a key of the index, and so in it already",
                             {Report::hint("db::include brings in columns that are no keys")});
        return std::nullopt;
    }
    return columns;
}

bool read_index_options(ConstraintReading& all, const Said& said, schema::Index& index) {
    const std::optional<std::string> name = said.given.text(Option::name);
    const std::optional<std::string> where = said.given.text(Option::where);
    const std::optional<std::string> method = said.given.text(Option::method);
    const std::optional<std::string> comment = said.given.text(Option::comment);
    const std::optional<std::vector<std::string>> only = said.given.only();
    if (!name || !where || !method || !comment || !only) return false;
    if (!name->empty()) index.name = *name;
    index.where = said.in_table({.sql = *where, .dialects = {}});
    index.method = *method;
    index.comment = *comment;
    index.only = *only;
    index.nulls_not_distinct = said.given.has(Option::nulls_not_distinct);
    if (!said.given.has(Option::include)) return true;
    std::vector<std::string> keys;
    for (const IndexKey& key : index.keys) {
        if (const auto* column = std::get_if<std::string>(&key.of)) keys.push_back(*column);
    }
    const std::optional<std::vector<std::string>> include = read_included(all.reading, said, keys);
    if (include) index.include = *include;
    return include.has_value();
}

bool add_index(ConstraintReading& all, const Said& said, schema::Index index) {
    schema::ByName<schema::Index>& indexes = said.model.table.indexes;
    if (!all.names.is_new(said, indexes, index) || !all.names.claim(said, index.name, ConstraintNames::Kind::index)) return false;
    indexes.add(std::move(index));
    return true;
}

}  // namespace aludel::frontend
