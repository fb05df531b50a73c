#include <aludel/generator/object_file.h>

#include <doctest/doctest.h>

using namespace aludel;
using namespace aludel::generator;

namespace {

using Lines = std::vector<std::string>;

schema::Opaque object(const std::string& text) {
    const ObjectFile file = read_object_file("db/x.sql", text, "x");
    CHECK(file.diagnostics.empty());
    REQUIRE(file.object);
    return *file.object;
}

Lines refused(const std::string& text) {
    Lines out;
    const ObjectFile file = read_object_file("db/x.sql", text, "x");
    CHECK_FALSE(file.object);
    for (const Diagnostic& found : file.diagnostics) {
        out.push_back(std::to_string(found.location.line) + ":" + std::to_string(found.location.column) + ": " + found.message);
        for (const Diagnostic& note : found.notes) out.push_back(std::to_string(note.location.line) + ": " + note.message);
        for (const FixIt& fix : found.fixits)
            out.push_back(std::to_string(fix.range.line) + ":" + std::to_string(fix.range.column) + "-" +
                          std::to_string(fix.range.end_column) + " <- " + fix.replacement);
    }
    return out;
}

}  // namespace

TEST_CASE("a file is divided by its markers, and what stands between them is carried as it is") {
    const schema::Opaque made = object(
        "\xEF\xBB\xBF/* a trigger;\n still */ -- and more\r\n\n--aludel:  event   trigger\r\n-- aludel: up\r\n\r\n  CREATE x;\r\n\r\n\tEND "
        "$$ ; "
        "-- aludel: no marker\r\n   \r\n--   aludel: down\nDROP x;  \n");
    CHECK(made.kind == "event trigger");
    CHECK(made.create == schema::Expression{"  CREATE x;\n\n\tEND $$ ; -- aludel: no marker\n", {}});
    CHECK(made.drop == schema::Expression{"DROP x;  ", {}});
    CHECK(made.only.empty());
}

TEST_CASE("a part for one database wins over the part for all, and where there is none for all it limits the object") {
    const schema::Opaque both =
        object("-- aludel: trigger\n-- aludel: up\nA\n-- aludel: down\nB\n-- aludel: up sqlite\nC\n-- aludel: down sqlite\nD");
    CHECK(both == schema::Opaque{.name = "x", .kind = "trigger", .create = {"A", {{"sqlite", "C"}}}, .drop = {"B", {{"sqlite", "D"}}}});
    const schema::Opaque one = object("-- aludel: trigger\n-- aludel: up sqlite\nC\n-- aludel: down\nB\n");
    CHECK(one == schema::Opaque{.name = "x", .kind = "trigger", .create = {"", {{"sqlite", "C"}}}, .drop = {"B", {}}, .only = {"sqlite"}});
    CHECK(object("-- aludel: object\n-- aludel: up\nA\n-- aludel: down sqlite\nB\n-- aludel: down postgresql\nC").only.empty());
}

TEST_CASE("a file that is not divided says where its parts would begin") {
    CHECK(refused("CREATE OR REPLACE FUNCTION f() RETURNS int AS '';\n") ==
          Lines{"1:1: this stands in no part of the file", "0: put `-- aludel: function` and `-- aludel: up` before it",
                "1:1-1 <- -- aludel: function\n-- aludel: up\n"});
    CHECK(refused("-- aludel: trigger\n/* a\nb */ CREATE\n-- aludel: down\nDROP") ==
          Lines{"3:6: this stands in no part of the file", "0: put `-- aludel: up` before it", "3:1-1 <- -- aludel: up\n"});
    CHECK(refused("GRANT x TO y;\n") ==
          Lines{"1:1: this stands in no part of the file",
                "0: begin the file with a line that says what it makes, `-- aludel: trigger`, and this with `-- aludel: up`"});
    CHECK(refused("").front() == "1:1: the file does not say what it makes");
    CHECK(refused("-- aludel: up\nCREATE POLICY p ON t;\n-- aludel: down\nDROP") ==
          Lines{"1:1: the file does not say what it makes", "0: begin it with a line `-- aludel: policy`", "1:1-1 <- -- aludel: policy\n"});
    CHECK(refused("-- aludel: policy\n") ==
          Lines{"1:12: the file has no part `up`", "0: what makes the object stands below a line `-- aludel: up`"});
}

TEST_CASE("a marker that is none, or stands twice, is refused") {
    const std::string parts = "-- aludel: up\nCREATE\n-- aludel: down\nDROP\n";
    CHECK(refused("-- aludel: functoin\n" + parts).front() == "1:12: there is no marker 'functoin'; did you mean 'function'?");
    CHECK(refused("-- aludel: functoin\n" + parts).back() == "1:12-20 <- function");
    CHECK(refused("-- aludel:\n" + parts).front() == "1:1: this says nothing behind `aludel:`");
    CHECK(refused("-- aludel: trigger\n-- aludel: down postgres\nDROP\n" + parts) ==
          Lines{"2:12: there is no dialect 'postgres'; there are sqlite and postgresql", "2:12-25 <- down postgresql"});
    CHECK(refused("-- aludel: trigger\n-- aludel: up sqlite postgresql\nCREATE\n") ==
          Lines{"2:12: a part is for all databases or for one, and this says 2"});
    CHECK(refused("-- aludel: trigger\n" + parts + "-- aludel: up\nAGAIN") ==
          Lines{"6:12: there are two parts `up`", "2: the first one is here"});
    CHECK(refused("-- aludel: trigger\n-- aludel: rule\n" + parts) ==
          Lines{"2:12: what it makes is said twice: trigger, and rule", "1: the first one is here"});
    CHECK(refused(parts + "-- aludel: rule\n") == Lines{"5:12: what the file makes stands first, before its parts"});
}

TEST_CASE("a part that is empty, or has no other half, is refused") {
    CHECK(refused("-- aludel: trigger\n-- aludel: up\n-- nothing\n/* at all */\n-- aludel: down\nDROP") ==
          Lines{"2:12: the part `up` is empty", "0: write its SQL, or leave the part out"});
    CHECK(refused("-- aludel: trigger\n-- aludel: up\nCREATE TRIGGER t") ==
          Lines{"2:12: there is a part `up` and no `down` for it",
                "0: what takes it away stands below a line `-- aludel: down`: a downgrade needs it, and so does a change"});
    CHECK(refused("-- aludel: policy\n-- aludel: up postgresql\nCREATE POLICY \"my p\" ON auth.\"t\" USING (true)\n") ==
          Lines{"2:12: there is a part `up postgresql` and no `down` for it",
                "0: add `-- aludel: down postgresql` and below it: DROP POLICY \"my p\" ON auth.\"t\";",
                "4:1-1 <- -- aludel: down postgresql\nDROP POLICY \"my p\" ON auth.\"t\";\n"});
    CHECK(refused("-- aludel: trigger\n-- aludel: up sqlite\nCREATE\n-- aludel: down postgresql\nDROP\n") ==
          Lines{"2:12: there is a part `up sqlite` and no `down` for it",
                "0: what takes it away stands below a line `-- aludel: down sqlite`: a downgrade needs it, and so does a change",
                "4:12: there is a part `down postgresql` and no `up` for it"});
}

TEST_CASE("what is no text is refused at its byte") {
    CHECK(refused("-- aludel: trigger\nab\xff") == Lines{"2:3: this is not valid UTF-8"});
    CHECK(refused(std::string("a\0b", 3)) == Lines{"1:2: a zero byte cannot stand in SQL"});
}
