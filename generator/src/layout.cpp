#include <aludel/generator/layout.h>

#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

constexpr int step = 4;

std::string spaces(int count) {
    return std::string(static_cast<std::size_t>(count), ' ');
}

int width_of(std::string_view text) {
    return static_cast<int>(columns(text));
}

bool is_call(const Term& term) {
    return !term.tail.starts_with('}');
}

bool has_spread(const Term& term) {
    if (term.raw) return true;
    if (term.spread && !term.items.empty()) return true;
    for (const Term& item : term.items)
        if (has_spread(item)) return true;
    return false;
}

/// {"postgresql", R"sql(...)sql"}: what stands before the raw string stays on the line on which it begins.
bool ends_raw(const Term& term) {
    if (term.items.empty() || !term.items.back().raw) return false;
    for (std::size_t i = 0; i + 1 < term.items.size(); ++i)
        if (has_spread(term.items[i])) return false;
    return true;
}

/// Everything but the last item stays on the first line: op.add_column("books", {
bool keeps_braces(const Term& term) {
    return is_call(term) && !term.items.empty() && !term.items.back().items.empty() && !is_call(term.items.back());
}

std::string first_line_of_call(const Term& term) {
    std::string line = term.head;
    for (std::size_t i = 0; i + 1 < term.items.size(); ++i) line += flat(term.items[i]) + ", ";
    return line + term.items.back().head;
}

class Printer {
public:
    explicit Printer(int width) : width_(width) {}

    /// @param column where the term begins. @param after columns that must stay free behind it.
    void print(const Term& term, int indentation, int column, int after) {
        const std::string line = flat(term);
        if (!has_spread(term) && (column + width_of(line) + after <= width_ || (term.items.empty() && term.pieces.size() < 2))) {
            out_ += line;
        } else if (term.raw || ends_raw(term)) {
            out_ += line;
        } else if (term.items.empty()) {
            print_pieces(term, indentation);
        } else if (keeps_braces(term) && column + width_of(first_line_of_call(term)) <= width_) {
            print_call(term, indentation);
        } else {
            print_list(term, indentation);
        }
    }

    std::string take() { return std::move(out_); }

private:
    void break_line(int indentation) {
        while (!out_.empty() && out_.back() == ' ') out_.pop_back();
        out_ += '\n' + spaces(indentation);
    }

    void print_pieces(const Term& term, int indentation) {
        // `.sql = ` before the literals: they stand below it, one step in.
        const auto literal = term.head.find('"');
        const int inner = literal == 0 ? indentation : indentation + step;
        out_ += term.head.substr(0, literal);
        for (std::size_t i = 0; i < term.pieces.size(); ++i) {
            if (i > 0 || literal != 0) break_line(inner);
            out_ += term.pieces[i];
        }
    }

    void print_call(const Term& term, int indentation) {
        const std::string line = first_line_of_call(term);
        out_ += line.substr(0, line.size() - term.items.back().head.size());
        print_list(term.items.back(), indentation);
        out_ += term.tail;
    }

    void print_list(const Term& term, int indentation) {
        const int inner = indentation + step;
        out_ += term.head;
        for (std::size_t i = 0; i < term.items.size(); ++i) {
            break_line(inner);
            print(term.items[i], inner, inner, 1);
            if (!is_call(term) || i + 1 < term.items.size()) out_ += ',';
        }
        if (!is_call(term)) break_line(indentation);
        out_ += term.tail;
    }

    int width_;
    std::string out_;
};

}  // namespace

std::string flat(const Term& term) {
    std::string out = term.head;
    for (std::size_t i = 0; i < term.items.size(); ++i) {
        if (i > 0) out += ", ";
        out += flat(term.items[i]);
    }
    return out + term.tail;
}

std::string layout(const Term& term, std::string_view tail, int indentation, int width) {
    Printer printer(width);
    printer.print(term, indentation, indentation, width_of(tail));
    return spaces(indentation) + printer.take() + std::string(tail) + '\n';
}

}  // namespace aludel::generator
