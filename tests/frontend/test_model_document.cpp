#include <aludel/generator/model_document.h>
#include <aludel/schema/snapshot.h>
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace aludel::generator;
namespace schema = aludel::schema;

namespace {

// Any bytes that UTF-8 has in one byte, control characters and quotes among them, and a letter of two.
rc::Gen<std::string> text() {
    return rc::gen::map(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 129)), [](const std::vector<int>& codes) {
        std::string result;
        for (const int code : codes) result += code == 128 ? std::string("\xc3\xa9") : std::string(1, static_cast<char>(code));
        return result;
    });
}

Location location() {
    const auto number = rc::gen::inRange(0, 5000);
    return {*text(), *number, *number, *number, *number};
}

Diagnostic diagnostic(int depth) {
    Diagnostic result = {*text(), *rc::gen::element(Severity::note, Severity::warning, Severity::error), *text(), location(), {}, {}};
    for (int n = *rc::gen::inRange(0, 3); n > 0; --n) result.fixits.push_back({location(), *text()});
    if (depth > 0) {
        for (int n = *rc::gen::inRange(0, 3); n > 0; --n) result.notes.push_back(diagnostic(depth - 1));
    }
    return result;
}

schema::Expression expression() {
    return {*text(), *rc::gen::container<std::map<std::string, std::string>>(text(), text())};
}

ModelDocument document() {
    ModelDocument result;
    result.version = *text();
    result.dependencies = *rc::gen::container<std::vector<std::string>>(text());
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) result.diagnostics.push_back(diagnostic(2));
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
        using Of = schema::Rename::Of;
        schema::Rename rename = {*rc::gen::element(Of::table, Of::column, Of::enumeration, Of::enum_value), {}, *text(), *text()};
        if (*rc::gen::arbitrary<bool>()) rename.in = schema::Name(*text(), *text());
        result.renames.insert(std::move(rename));
    }
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) result.fills.emplace(*text(), expression());
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) result.locations.emplace(*text(), location());
    for (const char* name : {"users", "books"}) {
        schema::Table table;
        table.name = name;
        schema::Column text;
        text.name = "text";
        text.type.kind = schema::String{*rc::gen::inRange(1, 100)};
        text.nullable = *rc::gen::arbitrary<bool>();
        table.columns.add(std::move(text));
        result.schema.tables.add(std::move(table));
    }
    return result;
}

}  // namespace

TEST_CASE("a document that was written is read as the same document") {
    const bool holds = rc::check("read(write(document)) == document", [] {
        const ModelDocument written = document();
        RC_ASSERT(read_model_document(write_model_document(written)) == written);
    });
    CHECK(holds);
}

TEST_CASE("an empty document reads as itself") {
    CHECK(read_model_document(write_model_document({})) == ModelDocument{});
}

TEST_CASE("what is no document is refused with its line") {
    const std::string good = write_model_document({});
    const auto line_of = [](const std::string& text) {
        try {
            read_model_document(text);
        } catch (const schema::SnapshotError& error) {
            return error.line();
        }
        return -1;
    };
    CHECK(line_of("version = ") == 1);
    CHECK(line_of("version = 3\n" + good.substr(good.find('\n') + 1)) == 1);
    CHECK(line_of(good + "more = 1\n") == 8);
    CHECK(line_of("version = \"1\"\n") > -1);
    CHECK(line_of(good.substr(0, good.find("schema"))) > -1);
    std::string severity = good;
    severity.replace(severity.find("diagnostics = []"), 16,
                     "diagnostics = [{id = '', severity = 'bad', message = '', location = {file = '', line = 0, column = 0, end_line = 0, "
                     "end_column = 0}}]");
    CHECK(line_of(severity) == 3);
}
