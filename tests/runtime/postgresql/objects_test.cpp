// Sequences, schemas and extensions, up and down, with rows and with strangers' objects in the way.
#include <doctest/doctest.h>

#include <aludel/runtime/executor.h>

#include "../live_database.h"
#include "../message_of.h"
#include "../shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using namespace aludel::types;

namespace {

using Texts = std::vector<std::string>;

std::string problems(const std::string& url, const chain& chain) {
    std::string lines;
    for (const std::string& problem : runtime::check(url, chain).problems) lines += problem + "\n";
    return lines;
}

void accounts_up(operations& op) {
    op.create_opaque({.name = "citext", .kind = "extension", .only = {"postgresql"}});
    op.create_opaque({.name = "reports", .kind = "schema", .only = {"postgresql"}});
    op.create_sequence({.name = "numbers", .start = 1000});
    op.create_enum({.name = {"auth", "role"}, .storage = native, .values = {{"admin", 0}, {"guest", 1}}});
    op.create_table({.name = {"auth", "accounts"},
                     .columns = {{.name = "id", .type = bigint, .default_value = sql("nextval('numbers')")},
                                 {.name = "email", .type = custom("citext")},
                                 {.name = "role", .type = enumeration("auth", "role")}},
                     .primary_key = {.name = "pk_accounts", .columns = {"id"}}});
    op.create_table({.name = {"public", "notes"}, .columns = {{.name = "text", .type = text}}});
    op.create_opaque({.name = {"auth", "lower_mail"},
                      .kind = "trigger",
                      .create = {R"sql(CREATE FUNCTION auth.lower_mail() RETURNS trigger LANGUAGE plpgsql AS
$body$ BEGIN NEW.email := lower(NEW.email); RETURN NEW; END; $body$;
CREATE TRIGGER lower_mail BEFORE INSERT ON auth.accounts FOR EACH ROW EXECUTE FUNCTION auth.lower_mail();
)sql"},
                      .drop = {"DROP TRIGGER lower_mail ON auth.accounts; DROP FUNCTION auth.lower_mail()"}});
}
void accounts_down(operations& op) {
    op.drop_opaque({"auth", "lower_mail"});
    op.drop_table({"public", "notes"});
    op.drop_table({"auth", "accounts"});
    op.drop_enum({"auth", "role"});
    op.drop_sequence("numbers");
    op.drop_opaque("reports");
    op.drop_opaque("citext");
}
void numbers_up(operations& op) {
    op.alter_sequence({.name = "numbers", .start = 5, .increment = 10, .maximum = 100000, .cycle = true});
}
void numbers_down(operations& op) {
    op.alter_sequence({.name = "numbers", .start = 1000});
}

constinit const revision accounts = {
    .id = "0b0000000021", .message = "create accounts", .api = 1, .upgrade = accounts_up, .downgrade = accounts_down};
constinit const revision numbers = {.id = "0b0000000022",
                                    .parents = {"0b0000000021"},
                                    .message = "number in tens",
                                    .api = 1,
                                    .upgrade = numbers_up,
                                    .downgrade = numbers_down};

const Chain& chain_of_accounts() {
    static const Chain chain{&accounts, &numbers};
    return chain;
}

const char* const schemas = "SELECT nspname FROM pg_namespace WHERE nspname IN ('auth', 'reports', 'public') ORDER BY 1";
const char* const extensions = "SELECT extname FROM pg_extension WHERE extname = 'citext'";

struct Warnings : Observer {
    void warning(std::string_view text) override { texts.emplace_back(text); }
    Texts texts;
};

}  // namespace

TEST_CASE("schemas that tables name come with the first object in them, and go with the last") {
    const LiveDatabase database;
    upgrade(database.url(), chain_of_accounts(), "0b0000000021");
    CHECK(database.rows(schemas) == "auth\npublic\nreports\n");
    CHECK(database.rows(extensions) == "citext\n");
    CHECK(problems(database.url(), chain_of_accounts()).empty());
    database.run("INSERT INTO auth.accounts (email, role) VALUES ('Ada@Example.org', 'admin')");
    CHECK(database.rows("SELECT id, email FROM auth.accounts WHERE email = 'ADA@example.org'") == "1000|ada@example.org\n");

    downgrade(database.url(), chain_of_accounts(), "base");
    CHECK(database.rows(schemas) == "public\n");
    CHECK(database.rows(extensions).empty());
    upgrade_to_head(database.url(), chain_of_accounts());
    CHECK(problems(database.url(), chain_of_accounts()).empty());
}

TEST_CASE("what strangers have in a schema or of an extension keeps it, and no downgrade fails of it") {
    const LiveDatabase database;
    upgrade_to_head(database.url(), chain_of_accounts());
    database.run("CREATE TABLE auth.theirs (name citext); INSERT INTO auth.theirs VALUES ('x'); CREATE TABLE reports.theirs ()");
    Warnings warnings;
    Options options;
    options.observer = &warnings;
    downgrade(database.url(), chain_of_accounts(), "base", options);
    CHECK(database.rows(schemas) == "auth\npublic\nreports\n");
    CHECK(database.rows(extensions) == "citext\n");
    CHECK(database.rows("SELECT name FROM auth.theirs") == "x\n");
    REQUIRE(warnings.texts.size() == 3);
    CHECK(warnings.texts[0].find("the extension citext stays: cannot drop extension citext because other objects depend on it") == 0);
    CHECK(warnings.texts[1].find("the schema auth stays: cannot drop schema auth because other objects depend on it") == 0);
    CHECK(warnings.texts[2].find("the schema reports stays") == 0);
    upgrade_to_head(database.url(), chain_of_accounts());
}

TEST_CASE("an extension with tables stays, with their rows") {
    const LiveDatabase database;
    upgrade_to_head(database.url(), chain_of_accounts());
    database.run("CREATE TABLE jobs (what text); INSERT INTO jobs VALUES ('vacuum'); ALTER EXTENSION citext ADD TABLE jobs");
    Warnings warnings;
    Options options;
    options.observer = &warnings;
    downgrade(database.url(), chain_of_accounts(), "base", options);
    CHECK(database.rows("SELECT what FROM jobs") == "vacuum\n");
    CHECK(database.rows(extensions) == "citext\n");
    CHECK(warnings.texts == Texts{"the extension citext stays: it has tables, whose rows would go with it"});
    upgrade_to_head(database.url(), chain_of_accounts());
}

TEST_CASE("a sequence that is altered goes on from its number") {
    const LiveDatabase database;
    upgrade(database.url(), chain_of_accounts(), "0b0000000021");
    CHECK(database.rows("SELECT nextval('numbers'), nextval('numbers')") == "1000|1001\n");
    upgrade_to_head(database.url(), chain_of_accounts());
    CHECK(database.rows("SELECT nextval('numbers')") == "1011\n");
    CHECK(problems(database.url(), chain_of_accounts()).empty());
    downgrade(database.url(), chain_of_accounts(), "-1");
    CHECK(database.rows("SELECT nextval('numbers')") == "1012\n");
    CHECK(problems(database.url(), chain_of_accounts()).empty());
}

TEST_CASE("each object that a revision made is missed by its name") {
    const LiveDatabase database;
    upgrade_to_head(database.url(), chain_of_accounts());
    database.run(
        "DROP TRIGGER lower_mail ON auth.accounts; DROP SCHEMA reports; ALTER TABLE auth.accounts ALTER email TYPE text, ALTER id DROP "
        "DEFAULT; "
        "DROP EXTENSION citext; DROP SEQUENCE numbers");
    CHECK(problems(database.url(), chain_of_accounts()) ==
          "sequence numbers is missing\n"
          "auth.accounts.id is `bigint NOT NULL` and should be `bigint NOT NULL DEFAULT nextval('numbers')`\n"
          "extension citext is missing\n"
          "schema reports is missing\n"
          "trigger auth.lower_mail is missing\n");
}

TEST_CASE("an extension that cannot be made says what to do") {
    static const auto up = +[](operations& op) { op.create_opaque({.name = "no_such\"extension", .kind = "extension"}); };
    static const auto down = +[](operations& op) { op.drop_opaque("no_such\"extension"); };
    static const revision strange = {.id = "0b0000000031", .message = "", .api = 1, .upgrade = up, .downgrade = down};
    static const auto untrusted_up = +[](operations& op) { op.create_opaque({.name = "pageinspect", .kind = "extension"}); };
    static const auto untrusted_down = +[](operations& op) { op.drop_opaque("pageinspect"); };
    static const revision untrusted = {.id = "0b0000000032", .message = "", .api = 1, .upgrade = untrusted_up, .downgrade = untrusted_down};
    const LiveDatabase database;
    const std::string message = message_of([&] { upgrade_to_head(database.url(), Chain{&strange}); });
    CHECK(message.find("CREATE EXTENSION IF NOT EXISTS \"no_such\"\"extension\"; the server has no such extension: install its package") !=
          std::string::npos);
    database.run(
        "DO $$ BEGIN CREATE ROLE aludel_objects; EXCEPTION WHEN duplicate_object THEN END $$; "
        "GRANT ALL ON SCHEMA public TO aludel_objects");
    std::string url = database.url();
    url += (url.find('?') == std::string::npos ? "?" : "&") + std::string("options=-crole%3Daludel_objects");
    const std::string refused = message_of([&] { upgrade_to_head(url, Chain{&untrusted}); });
    CAPTURE(refused);
    CHECK(refused.find("this role may not create it: let a superuser type the same statement once in this database") != std::string::npos);
    database.run("CREATE EXTENSION pageinspect");
    upgrade_to_head(url, Chain{&untrusted});
    // And what a superuser made is not this role's to drop.
    downgrade(url, Chain{&untrusted}, "base");
    CHECK(database.rows("SELECT count(*) FROM pg_extension WHERE extname = 'pageinspect'") == "1\n");
    database.run("DROP OWNED BY aludel_objects");
}
