#include <aludel/schema/type.h>

#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cpp_literal.h"

namespace aludel::schema {

namespace {

std::string arguments(const Expression& sql) {
    std::string text = cpp_literal(sql.sql);
    if (sql.dialects.empty()) return text;
    const char* separator = ", {";
    for (const auto& [dialect, own] : sql.dialects) {
        text += fmt::format("{}{{{}, {}}}", separator, cpp_literal(dialect), cpp_literal(own));
        separator = ", ";
    }
    return text + '}';
}

struct Words {
    std::string operator()(const Boolean&) const { return "boolean"; }
    std::string operator()(const Integer& type) const {
        switch (type.bits) {
            case 16:
                return "smallint";
            case 32:
                return "integer";
            case 64:
                return "bigint";
        }
        return fmt::format("integer({} bits)", type.bits);
    }
    std::string operator()(const Float& type) const {
        switch (type.bits) {
            case 32:
                return "real";
            case 64:
                return "double_precision";
        }
        return fmt::format("real({} bits)", type.bits);
    }
    std::string operator()(const String& type) const { return type.length ? fmt::format("varchar({})", *type.length) : "text"; }
    std::string operator()(const Bytes& type) const { return type.length ? fmt::format("bytes({})", *type.length) : "bytes"; }
    std::string operator()(const Numeric& type) const {
        if (type.precision && type.scale) return fmt::format("numeric({}, {})", *type.precision, *type.scale);
        if (type.precision) return fmt::format("numeric({})", *type.precision);
        if (type.scale) return fmt::format("numeric(, {})", *type.scale);
        return "numeric";
    }
    std::string operator()(const Date&) const { return "date"; }
    std::string operator()(const TimeOfDay&) const { return "time_of_day"; }
    std::string operator()(const Timestamp& type) const { return type.instant ? "timestamp" : "local_timestamp"; }
    std::string operator()(const Interval&) const { return "interval"; }
    std::string operator()(const Uuid&) const { return "uuid"; }
    std::string operator()(const Json&) const { return "json"; }
    std::string operator()(const Enumeration& type) const {
        if (type.name.schema.empty()) return fmt::format("enumeration({})", cpp_literal(type.name.name));
        return fmt::format("enumeration({}, {})", cpp_literal(type.name.schema), cpp_literal(type.name.name));
    }
    std::string operator()(const Custom& type) const { return fmt::format("custom({})", arguments(type.sql)); }
};

// Reads what Words writes. White space between tokens is free, so that a type may be typed by hand.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::optional<Type> whole() {
        std::optional<Type> type = this->type();
        for (skip_space(); type && at_ != text_.size(); skip_space()) {
            if (!words_of_a_dialect(*type)) return std::nullopt;
        }
        if (at_ != text_.size()) return std::nullopt;
        return type;
    }

private:
    std::optional<Type> type() {
        const std::string_view word = this->word();
        if (word == "array_of") {
            if (!take('(')) return std::nullopt;
            std::optional<Type> element = type();
            if (!element || element->array || !take(')')) return std::nullopt;
            element->array = true;
            return element;
        }
        if (word == "boolean") return Type{Boolean{}};
        if (word == "smallint") return Type{Integer{16}};
        if (word == "integer") return Type{Integer{32}};
        if (word == "bigint") return Type{Integer{64}};
        if (word == "real") return Type{Float{32}};
        if (word == "double_precision") return Type{Float{64}};
        if (word == "text") return Type{String{}};
        if (word == "date") return Type{Date{}};
        if (word == "time_of_day") return Type{TimeOfDay{}};
        if (word == "timestamp") return Type{Timestamp{true}};
        if (word == "local_timestamp") return Type{Timestamp{false}};
        if (word == "interval") return Type{Interval{}};
        if (word == "uuid") return Type{Uuid{}};
        if (word == "json") return Type{Json{}};
        if (word == "varchar") {
            const auto length = numbers();
            if (!length || length->size() != 1) return std::nullopt;
            return Type{String{length->front()}};
        }
        if (word == "bytes") {
            const auto length = numbers();
            if (!length || length->size() > 1) return std::nullopt;
            return length->empty() ? Type{Bytes{}} : Type{Bytes{length->front()}};
        }
        if (word == "numeric") {
            const auto digits = numbers();
            if (!digits || digits->size() > 2) return std::nullopt;
            Numeric numeric;
            if (!digits->empty()) numeric.precision = digits->front();
            if (digits->size() == 2) numeric.scale = digits->back();
            return Type{numeric};
        }
        if (word == "enumeration") return enumeration();
        if (word == "custom") return custom();
        return std::nullopt;
    }

    bool words_of_a_dialect(Type& type) {
        if (word() != "on" || !take('(')) return false;
        std::optional<std::string> dialect = string();
        if (!dialect || !take(',')) return false;
        std::optional<std::string> words = string();
        return words && take(')') && type.on.emplace(std::move(*dialect), std::move(*words)).second;
    }

    std::optional<Type> enumeration() {
        if (!take('(')) return std::nullopt;
        std::optional<std::string> first = string();
        if (!first) return std::nullopt;
        if (take(')')) return Type{Enumeration{Name(std::move(*first))}};
        if (!take(',')) return std::nullopt;
        std::optional<std::string> second = string();
        if (!second || !take(')')) return std::nullopt;
        return Type{Enumeration{Name(std::move(*first), std::move(*second))}};
    }

    std::optional<Type> custom() {
        Custom custom;
        if (!take('(')) return std::nullopt;
        std::optional<std::string> sql = string();
        if (!sql) return std::nullopt;
        custom.sql.sql = std::move(*sql);
        if (take(',')) {
            if (!take('{')) return std::nullopt;
            do {
                if (!take('{')) return std::nullopt;
                std::optional<std::string> dialect = string();
                if (!dialect || !take(',')) return std::nullopt;
                std::optional<std::string> own = string();
                if (!own || !take('}')) return std::nullopt;
                if (!custom.sql.dialects.emplace(std::move(*dialect), std::move(*own)).second) return std::nullopt;
            } while (take(','));
            if (!take('}')) return std::nullopt;
        }
        if (!take(')')) return std::nullopt;
        return Type{std::move(custom)};
    }

    // "(8, 2)" or nothing; nullopt when what stands there is neither.
    std::optional<std::vector<int>> numbers() {
        std::vector<int> values;
        if (!take('(')) return values;
        do {
            skip_space();
            int value = 0;
            const char* begin = text_.data() + at_;
            const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
            if (error != std::errc{}) return std::nullopt;
            at_ += static_cast<std::size_t>(end - begin);
            values.push_back(value);
        } while (take(','));
        if (!take(')')) return std::nullopt;
        return values;
    }

    std::optional<std::string> string() {
        if (!take('"')) return std::nullopt;
        std::string value;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') return value;
            if (c != '\\') {
                value += c;
                continue;
            }
            if (at_ == text_.size()) return std::nullopt;
            const char escaped = text_[at_++];
            if (escaped == 'n') {
                value += '\n';
            } else if (escaped == 't') {
                value += '\t';
            } else if (escaped == '"' || escaped == '\\') {
                value += escaped;
            } else if (escaped >= '0' && escaped <= '3' && at_ + 2 <= text_.size()) {
                int code = escaped - '0';
                for (int digit = 0; digit < 2; ++digit) {
                    const char next = text_[at_++];
                    if (next < '0' || next > '7') return std::nullopt;
                    code = code * 8 + (next - '0');
                }
                value += static_cast<char>(code);
            } else {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    std::string_view word() {
        skip_space();
        const std::size_t begin = at_;
        while (at_ < text_.size() && ((text_[at_] >= 'a' && text_[at_] <= 'z') || text_[at_] == '_')) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    bool take(char wanted) {
        skip_space();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Type type_on(const Type& type, const std::string& dialect) {
    const auto own = type.on.find(dialect);
    if (own == type.on.end()) return Type{type.kind, type.array, {}};
    return Type{Custom{{.sql = {}, .dialects = {*own}}}, false, {}};
}

std::string to_string(const Type& type) {
    std::string text = std::visit(Words{}, type.kind);
    if (type.array) text = fmt::format("array_of({})", text);
    for (const auto& [dialect, words] : type.on) text += fmt::format(" on({}, {})", cpp_literal(dialect), cpp_literal(words));
    return text;
}

std::optional<Type> parse_type(std::string_view text) {
    return Reader(text).whole();
}

}  // namespace aludel::schema
