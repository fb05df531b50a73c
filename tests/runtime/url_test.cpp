#include <aludel/runtime/url.h>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

using namespace aludel::runtime;

TEST_CASE("a URL is read as SQLAlchemy reads it") {
    struct Case {
        const char* text;
        Url url;
    };
    const Case cases[] = {
        {"sqlite:///relative.db", {.scheme = "sqlite", .database = "relative.db"}},
        {"sqlite:////var/lib/absolute.db", {.scheme = "sqlite", .database = "/var/lib/absolute.db"}},
        {"sqlite://", {.scheme = "sqlite"}},
        {"sqlite:///:memory:", {.scheme = "sqlite", .database = ":memory:"}},
        {"sqlite:///a%20b%3f.db?mode=ro&cache=shared",
         {.scheme = "sqlite", .database = "a b?.db", .options = {{"mode", "ro"}, {"cache", "shared"}}}},
        {"sqlite:///me@home/x.db", {.scheme = "sqlite", .database = "me@home/x.db"}},
        {"SQLite:///x.db", {.scheme = "sqlite", .database = "x.db"}},
        {"postgresql://ada:s%40cret@db.example.org:5433/books?sslmode=require",
         {.scheme = "postgresql",
          .user = "ada",
          .password = "s@cret",
          .host = "db.example.org",
          .port = 5433,
          .database = "books",
          .options = {{"sslmode", "require"}}}},
        {"postgresql://ada:a/b?c@d@host/books",
         {.scheme = "postgresql", .user = "ada", .password = "a/b?c@d", .host = "host", .database = "books"}},
        {"postgresql://ada@[::1]:5432/books", {.scheme = "postgresql", .user = "ada", .host = "::1", .port = 5432, .database = "books"}},
        {"postgresql:///books", {.scheme = "postgresql", .database = "books"}},
        {"postgresql://host?user=ada", {.scheme = "postgresql", .host = "host", .options = {{"user", "ada"}}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(parse_url(c.text) == c.url);
    }
}

TEST_CASE("what is no URL is refused with what to write") {
    const std::pair<const char*, const char*> cases[] = {
        {"books.db",
         "the database URL \"books.db\" is not of the form scheme://...: for a file write sqlite:///relative.db or sqlite:////absolute.db"},
        {"", "the database URL \"\" is not of the form scheme://...: for a file write sqlite:///relative.db or sqlite:////absolute.db"},
        {"sqlite:///a%2",
         "the database URL \"sqlite:///a%2\" has a % that two hexadecimal digits do not follow; a percent sign itself is written %25"},
        {"sqlite:///a%00b", "the database URL \"sqlite:///a%00b\" has a %00, which no name can hold"},
        {"sqlite:///x?mode", "the database URL \"sqlite:///x?mode\" has an option that is not of the form name=value"},
        {"sqlite:///x?a=1&a=2", "the database URL \"sqlite:///x?a=1&a=2\" gives the option \"a\" twice"},
        {"postgresql://u:secret@host:99999/x",
         "the database URL \"postgresql://u:***@host:99999/x\" has \":99999\" where :port, a number from 1 to 65535, is expected"},
    };
    for (const auto& refused : cases) {
        CAPTURE(refused.first);
        CHECK_THROWS_WITH_AS(parse_url(refused.first), refused.second, Error);
    }
}

TEST_CASE("a password is never shown") {
    const std::pair<const char*, const char*> cases[] = {
        {"postgresql://user:password@host/db", "postgresql://user:***@host/db"},
        {"postgresql://user:pa/ss@wo@host:1/db?x=1", "postgresql://user:***@host:1/db?x=1"},
        {"postgresql://host/db?user=u&password=secret", "postgresql://host/db?user=u&password=***"},
        {"postgresql://user@host/db", "postgresql://user@host/db"},
        {"user:secret@host", "user:***@host"},
        {"sqlite:///x.db?mode=ro", "sqlite:///x.db?mode=ro"},
        {"nothing", "nothing"},
    };
    for (const auto& [text, shown] : cases) CHECK(without_password(text) == shown);
}
