#include <aludel/schema/snapshot.h>

#include <doctest/doctest.h>

using namespace aludel::schema;

namespace {

// Of files that each have their last line.
std::string refusal(SnapshotFiles files) {
    for (auto& [file, text] : files) text += "\n# end\n";
    try {
        parse_committed(files);
    } catch (const SnapshotError& error) {
        return error.what();
    }
    return "";
}

std::string failure(const SnapshotFiles& files) {
    try {
        parse(files);
    } catch (const SnapshotError& error) {
        return error.what();
    }
    return "no failure";
}

}  // namespace

TEST_CASE("a table is written as blocks in reading order, without what is left at its default") {
    Table books;
    books.name = "books";
    books.columns = {{.name = "id", .type = {Integer{64}}, .identity = Identity{}},
                     {.name = "bio", .type = {String{}}, .nullable = true},
                     {.name = "genre", .type = {Enumeration{"genre"}}, .default_value = Value{std::string("prose")}},
                     {.name = "added", .type = {Timestamp{}}, .default_value = Portable::now},
                     {.name = "pages", .type = {Integer{32}}, .nullable = true, .default_value = Expression{"abs(1)", {{"sqlite", "1"}}}}};
    books.primary_key = PrimaryKey{"pk_books", {"id"}};
    books.foreign_keys = {
        {.name = "fk_books_id", .columns = {"id"}, .referred_table = "authors", .referred_columns = {"id"}, .on_delete = Action::cascade}};
    books.checks = {{"ck_books_pages", {"pages > 0", {}}}};
    books.indexes = {{.name = "ix_books_bio", .keys = {{"bio"}, {.of = Expression{"lower(bio)", {}}, .descending = true}}, .unique = true}};
    const Snapshot snapshot{.schema = {.tables = {books}, .enums = {{"genre", EnumStorage::text, {{"prose", 0}, {"poem", 1}}}}},
                            .spent = {{Rename::Of::table, {}, "volumes", "books"},
                                      {Rename::Of::column, "books", "about", "bio"},
                                      {Rename::Of::enumeration, {}, "kind", "genre"},
                                      {Rename::Of::enum_value, "genre", "verse", "poem"}}};
    const SnapshotFiles files = print(snapshot);
    CHECK(files.size() == 2);
    CHECK(files.at("books.toml") == R"toml(name = "books"
renamed_from = "volumes"

[[column]]
name = "id"
type = "bigint"
identity = true

[[column]]
name = "bio"
renamed_from = "about"
type = "text"
nullable = true

[[column]]
name = "genre"
type = 'enumeration("genre")'
default = "prose"

[[column]]
name = "added"
type = "timestamp"
default = { portable = "now" }

[[column]]
name = "pages"
type = "integer"
nullable = true
default = { sql = "abs(1)", sqlite = "1" }

[primary_key]
name = "pk_books"
columns = ["id"]

[[foreign_key]]
name = "fk_books_id"
columns = ["id"]
referred_table = "authors"
referred_columns = ["id"]
on_delete = "cascade"

[[check]]
name = "ck_books_pages"
expression = "pages > 0"

[[index]]
name = "ix_books_bio"
keys = ["bio", { expression = "lower(bio)", descending = true }]
unique = true
)toml");
    CHECK(files.at("enums/genre.toml") == R"toml(name = "genre"
renamed_from = "kind"

[[value]]
name = "prose"
number = 0

[[value]]
name = "poem"
renamed_from = "verse"
number = 1
)toml");
    CHECK(parse(files) == snapshot);
}

TEST_CASE("every kind of object has its folder, and file names are safe") {
    Table table;
    table.name = Name("au.th", "../us ers");
    const Snapshot snapshot{
        .schema = {.tables = {table},
                   .views = {{.name = "v", .query = {"select 1\nfrom \"x\"\n", {}}, .materialized = true, .only = {"postgresql"}}},
                   .sequences = {{.name = "s", .start = 5, .cycle = true}},
                   .opaque = {{"t", "trigger", {"create trigger", {}}, {"drop trigger", {}}}}}};
    const SnapshotFiles files = print(snapshot);
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    CHECK(names == std::vector<std::string>{"au%2Eth.%2E%2E%2Fus%20ers.toml", "objects/t.toml", "sequences/s.toml", "views/v.toml"});
    CHECK(files.at("views/v.toml") ==
          "name = \"v\"\nmaterialized = true\nonly = [\"postgresql\"]\nquery = \"\"\"\nselect 1\nfrom \"x\"\n\"\"\"\n");
    CHECK(parse(files) == snapshot);
}

TEST_CASE("a comment stands with whatever it is of, and is left out where there is none") {
    Table books;
    books.name = "books";
    books.columns = {{.name = "id", .type = {Integer{64}}}};
    books.primary_key = {.name = "pk_books", .columns = {"id"}, .comment = "of the key"};
    books.uniques = {{.name = "uq_books", .columns = {"id"}, .comment = "of the unique"}};
    books.foreign_keys = {
        {.name = "fk_books", .columns = {"id"}, .referred_table = "books", .referred_columns = {"id"}, .comment = "of the foreign key"}};
    books.checks = {{.name = "ck_books", .expression = {"id > 0", {}}, .comment = "of the \"check\""}};
    books.indexes = {{.name = "ix_books", .keys = {{"id"}}, .comment = "of the index"}};
    const Snapshot snapshot{
        .schema = {.tables = {books},
                   .enums = {{.name = "genre", .storage = EnumStorage::native, .values = {{"prose", 0}}, .comment = "of the enum"}},
                   .views = {{.name = "v", .query = {"select 1", {}}, .comment = "of the view"}},
                   .sequences = {{.name = "s", .comment = "of the sequence"}}}};
    const SnapshotFiles files = print(snapshot);
    CHECK(files.at("books.toml") == R"toml(name = "books"

[[column]]
name = "id"
type = "bigint"

[primary_key]
name = "pk_books"
columns = ["id"]
comment = "of the key"

[[unique]]
name = "uq_books"
columns = ["id"]
comment = "of the unique"

[[foreign_key]]
name = "fk_books"
columns = ["id"]
referred_table = "books"
referred_columns = ["id"]
comment = "of the foreign key"

[[check]]
name = "ck_books"
expression = "id > 0"
comment = 'of the "check"'

[[index]]
name = "ix_books"
keys = ["id"]
comment = "of the index"
)toml");
    CHECK(files.at("enums/genre.toml") ==
          "name = \"genre\"\nstorage = \"native\"\ncomment = \"of the enum\"\n\n[[value]]\nname = \"prose\"\nnumber = 0\n");
    CHECK(files.at("views/v.toml") == "name = \"v\"\ncomment = \"of the view\"\nquery = \"select 1\"\n");
    CHECK(files.at("sequences/s.toml") == "name = \"s\"\ncomment = \"of the sequence\"\n");
    CHECK(parse(files) == snapshot);
}

TEST_CASE("hostile strings survive") {
    for (const char* text : {"\"", "\"\"\"", "'", "'\"", "\\", "a\\\nb", "line\r\nline", "\n", "\n\"\"\"\n\"", "\x01\x7f\t", "ends in \"",
                             "two\nends in \"", "<<<<<<< HEAD\nx", "x\n=======\n", "x\n>>>>>>> y", "\xc3\xa4\xe2\x82\xac", "{}",
                             "# no comment", "a\n\n\n\"\"b\"\"\"\"\"c\\\"\n"}) {
        CAPTURE(text);
        Table table;
        table.name = text;
        table.columns = {{.name = text, .type = {Enumeration{text}}, .default_value = Value{std::string(text)}, .comment = text}};
        table.checks = {{text, {text, {{"sqlite", text}}}}};
        const Snapshot snapshot{.schema = {.tables = {table}}, .spent = {{Rename::Of::column, text, text, text}}};
        CHECK(parse(print(snapshot)) == snapshot);
    }
}

TEST_CASE("a text for all databases behind one that has several is not taken for one of these") {
    const Snapshot snapshot{.schema = {.opaque = {{"t", "trigger", {"create trigger", {{"sqlite", "create"}}}, {"drop trigger", {}}},
                                                  {"u", "trigger", {"create trigger", {}}, {"drop trigger", {{"sqlite", "drop"}}}}}},
                            .spent = {}};
    const SnapshotFiles files = print(snapshot);
    CHECK(files.at("objects/t.toml") == R"toml(name = "t"
kind = "trigger"

[create]
sql = "create trigger"
sqlite = "create"

[drop]
sql = "drop trigger"
)toml");
    CHECK(parse(files) == snapshot);
}

TEST_CASE("what one database alone has is written with it") {
    Table t;
    t.name = "t";
    t.columns = {{"email", {String{}, false, {{"postgresql", "citext"}}}}};
    t.checks = {{.name = "ck", .expression = {"email <> ''", {}}, .only = {"postgresql"}}};
    const Snapshot snapshot{.schema = {.tables = {t}}, .spent = {}};
    CHECK(print(snapshot).at("t.toml") == R"toml(name = "t"

[[column]]
name = "email"
type = 'text on("postgresql", "citext")'

[[check]]
name = "ck"
expression = "email <> ''"
only = ["postgresql"]
)toml");
    CHECK(parse(print(snapshot)) == snapshot);
}

TEST_CASE("a snapshot that cannot be read is refused with its file and line") {
    CHECK(failure({{"users.toml", "name = \"users\"\n\n[[column]]\nname = \"id\"\ntype = \"bigint\"\nnulable = true\n"}}) ==
          "users.toml:6: [[column]] has no field `nulable`; it may have name, renamed_from, type, nullable, default, identity, computed, "
          "stored, collation, comment");
    CHECK(failure({{"users.toml", "name = \"users\"\nnickname = 1\n"}}) ==
          "users.toml:2: the file has no field `nickname`; it may have name, schema, renamed_from, comment, strict, without_rowid, column, "
          "primary_key, unique, foreign_key, check, index");
    CHECK(failure({{"users.toml", "name = 5\n"}}) == "users.toml:1: `name` is to be a string");
    CHECK(failure({{"users.toml", "name = \"users\"\n[[column]]\nname = \"id\"\ntype = \"int\"\n"}}) == "users.toml:4: `int` is no type");
    CHECK(failure({{"users.toml", "name = \"users\"\n[[column]]\nname = \"id\"\n"}}) ==
          "users.toml:2: [[column]] has no `type`; the file may have been cut off");
    CHECK(failure({{"users.toml",
                    "name = \"users\"\n[[column]]\nname = \"a\"\ntype = \"text\"\n[[column]]\nname = \"a\"\ntype = \"text\"\n"}}) ==
          "users.toml:5: the name a stands here twice");
    CHECK(failure({{"users.toml", "name = \"users\"\n<<<<<<< HEAD\nstrict = true\n=======\n>>>>>>> x\n"}}) ==
          "users.toml:2: a conflict of a merge stands here; resolve it, then run the command again");
    CHECK(failure({{"users.toml", "name = \"users\"\n\n[[column]]\nname = \"i"}}) ==
          "users.toml:4: the file ends in the middle of a line, as if it had been cut off; restore it from version control");
    CHECK(failure({{"users.toml", ""}}) ==
          "users.toml:1: the file ends in the middle of a line, as if it had been cut off; restore it from version control");
    CHECK(failure({{"users.toml", "name = \"people\"\n"}}) == "users.toml:1: the file holds people and is to be called people.toml");
    CHECK(failure({{"users.toml", "name = \"users\"\nname = \"users\"\n"}}).rfind("users.toml:2: ", 0) == 0);
    CHECK(failure({{"users.toml",
                    "name = \"users\"\n[[foreign_key]]\nname = \"f\"\ncolumns = []\nreferred_table = "
                    "\"t\"\nreferred_columns = []\non_delete = \"explode\"\n"}}) ==
          "users.toml:7: `on_delete` is \"explode\"; it may be no_action, restrict, cascade, set_null, set_default");
    CHECK(failure({{"../users.toml", "name = \"users\"\n"}}) ==
          "../users.toml: a snapshot has no such folder; it has enums, views, sequences and objects");
    CHECK(failure({{"notes.txt", "x\n"}}) == "notes.txt: this is no file of a snapshot");
    CHECK(failure({{"users.toml", "name = 2020-01-01\n"}}) == "users.toml:1: a date or a time stands where no field of a snapshot has one");
}

TEST_CASE("a snapshot that is no database is refused where the object stands, as two branches may leave it") {
    const std::string users =
        "name = \"users\"\n\n[[column]]\nname = \"id\"\ntype = \"bigint\"\n\n[primary_key]\nname = \"pk\"\ncolumns = [\"id\"]\n";
    const std::string posts =
        "name = \"posts\"\n\n[[column]]\nname = \"user_id\"\ntype = \"bigint\"\n\n[[foreign_key]]\nname = \"fk\"\ncolumns = "
        "[\"user_id\"]\nreferred_table = \"users\"\nreferred_columns = [\"id\"]\n";
    const std::string settle =
        "; where branches were merged, one may have dropped or taken what the other needs: settle it in the models, in the revisions and "
        "here";
    CHECK(refusal({{"users.toml", users}, {"posts.toml", posts}}) == "");
    CHECK(refusal({{"posts.toml", posts}}) == "posts.toml:7: posts.fk: there is no table users" + settle);
    const std::string index = "\n[[index]]\nname = \"ix\"\nkeys = [\"id\"]\n";
    const std::string other = "\n[[index]]\nname = \"ix\"\nkeys = [\"user_id\"]\n";
    CHECK(refusal({{"users.toml", users + index}, {"posts.toml", posts + other}}) ==
          "users.toml:11: users.ix: its name ix is taken by the index posts.ix; give one of them another name" + settle);
    CHECK(refusal({{"users.toml", "name = \"users\"\n\n[[column]]\nname = \"kind\"\ntype = 'enumeration(\"kind\")'\n"}}) ==
          "users.toml:3: users.kind: there is no enum kind" + settle);
}

TEST_CASE("a committed file ends in its last line") {
    const Snapshot snapshot{.schema = {.sequences = {{.name = "s", .start = 5}}}, .spent = {}};
    CHECK(print_committed(snapshot) == SnapshotFiles{{"sequences/s.toml", "name = \"s\"\nstart = 5\n\n# end\n"}});
    CHECK(parse_committed(print_committed(snapshot)) == snapshot);
    try {
        parse_committed(print(snapshot));
        FAIL("a file without its last line is read");
    } catch (const SnapshotError& error) {
        CHECK(error.what() ==
              std::string("sequences/s.toml:2: the file lacks its last line, `# end`, as if it had been cut off here; restore it "
                          "from version control"));
    }
}

TEST_CASE("names and texts that nobody writes are refused in a few words, however long or deep they are") {
    const std::string long_name(10'000'000, 'x');
    for (const std::string& text : {"name = \"" + long_name + "\"\n", "name = \"" + long_name, long_name + " = 1\n",
                                    "name = \"t\"\ncolumn = " + std::string(100'000, '[') + "\n", "name = \"t\"\n" + [] {
                                        std::string deep = "a";
                                        for (int i = 0; i < 100'000; ++i) deep += ".a";
                                        return deep;
                                    }() + " = 1\n"}) {
        const std::string said = failure({{"t.toml", text}});
        CHECK(said.size() < 1'000);
        CHECK(said.rfind("t.toml:", 0) == 0);
    }
    CHECK(failure({{long_name, ""}}).size() < 1'000);
    for (const std::string& file :
         {std::string("../t.toml"), std::string("enums/../t.toml"), std::string("..\\t.toml"), std::string("a/b/c.toml"),
          std::string("/etc/t.toml"), std::string("t\0.toml", 7), std::string(".toml"), std::string("..toml"), std::string("T.toml")}) {
        CHECK(failure({{file, "name = \"t\"\n"}}) != "");
    }
}
