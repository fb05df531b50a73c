#include "postgresql/conninfo.h"

#include <cstdlib>
#include <functional>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

#include "postgresql/connection.h"

using namespace aludel::runtime;
using namespace aludel::runtime::postgresql;

namespace {

std::string message_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("a URL becomes libpq's connection string, and what it leaves out is libpq's to find") {
    CHECK(conninfo("postgresql://").text ==
          "client_encoding='UTF8' connect_timeout='10' fallback_application_name='aludel' keepalives_count='3' keepalives_idle='30' "
          "keepalives_interval='10'");
    CHECK(conninfo("postgresql://ada:secret@db.example.org:5433/shop?sslmode=require&connect_timeout=3").text ==
          "client_encoding='UTF8' connect_timeout='3' dbname='shop' fallback_application_name='aludel' host='db.example.org' "
          "keepalives_count='3' keepalives_idle='30' keepalives_interval='10' password='secret' port='5433' sslmode='require' user='ada'");
    CHECK(conninfo("postgresql:///shop?host=/run/postgresql").text.find("host='/run/postgresql'") != std::string::npos);
    CHECK(conninfo("postgresql://%2Frun%2Fpostgresql/shop").text.find("host='/run/postgresql'") != std::string::npos);
    CHECK(conninfo("postgresql:///?host=one,two&port=1,2").text.find("host='one,two' ") != std::string::npos);
    CHECK(conninfo("postgresql://localhost/?ssl=true").text.find("sslmode='require'") != std::string::npos);
    CHECK(conninfo("postgresql://?service=shop").text == "client_encoding='UTF8' service='shop'");
    CHECK(conninfo("postgresql+psycopg://localhost/x").text.find("dbname='x'") != std::string::npos);
}

TEST_CASE("what the environment says is not overruled by what is implied") {
    REQUIRE(setenv("PGCONNECT_TIMEOUT", "77", 1) == 0);
    CHECK(conninfo("postgresql://").text.find("connect_timeout") == std::string::npos);
    unsetenv("PGCONNECT_TIMEOUT");
    REQUIRE(setenv("PGSERVICE", "shop", 1) == 0);
    CHECK(conninfo("postgresql://").text == "client_encoding='UTF8'");
    unsetenv("PGSERVICE");
}

TEST_CASE("quotes, spaces and backslashes cannot end a value") {
    CHECK(conninfo("postgresql://ada:a'b%20c%5C%25%40d@h/x").text.find("password='a\\'b c\\\\%@d' user='ada'") != std::string::npos);
    CHECK(conninfo("postgresql:///x'%20host='evil").text.find("dbname='x\\' host=\\'evil'") != std::string::npos);
}

TEST_CASE("a URL that says a thing twice, or what libpq could not be told, is refused") {
    CHECK(message_of([] { conninfo("postgresql://ada@h/x?host=y"); }) ==
          "\"postgresql://ada@h/x?host=y\" gives the host twice, in its first part and as the option \"host\": leave one out");
    CHECK(message_of([] { conninfo("postgresql://ada:secret@h/x?password=other"); }) ==
          "\"postgresql://ada:***@h/x?password=***\" gives the password twice, in its first part and as the option \"password\": leave one "
          "out");
    CHECK(message_of([] { conninfo("postgresql://one,two:5433/x"); }).find("write ?host=one,two&port=5432,5433") != std::string::npos);
    CHECK(message_of([] { conninfo("postgresql://h/x?client_encoding=LATIN1"); }).find("the texts of revisions are UTF8") !=
          std::string::npos);
    CHECK(conninfo("postgresql://h/x?client_encoding=utf-8").text.find("client_encoding='UTF8'") != std::string::npos);
    CHECK(message_of([] { conninfo("postgresql://h/x?a%20b=c"); }).find("has the option \"a b\", which libpq does not know") !=
          std::string::npos);
}

TEST_CASE("a password is in no message, whatever characters it has") {
    for (const char* password : {"secret", "se'cret", "se%20cret", "%27%20host%3Dx", "s%5C%5Ccret%5C", "a%40b%3Ac%2Fd", "%25s%25n",
                                 "s@cret", "s/cr?et", "p\xC3\xA4ss", "pass=word&x"}) {
        CAPTURE(password);
        const std::string url = std::string("postgresql://ada:") + password + "@127.0.0.1:1/nosuch";
        const Conninfo info = conninfo(url);
        REQUIRE(info.secrets.size() == 1);
        const std::string message = message_of([&] { Connection connection(info); });
        CHECK(message.find("cannot connect to postgresql://ada:***@127.0.0.1:1/nosuch: ") == 0);
        CHECK(message.find(password) == std::string::npos);
        CHECK(message.find(info.secrets.front()) == std::string::npos);
        CHECK(info.without_password("it failed: " + info.text).find(info.secrets.front()) == std::string::npos);
        const std::string option = message_of([&] { Connection connection(conninfo(url + "?nosuch=1")); });
        CHECK_MESSAGE(option.find("invalid connection option \"nosuch\"") != std::string::npos, option);
        CHECK(option.find(info.secrets.front()) == std::string::npos);
    }
}
