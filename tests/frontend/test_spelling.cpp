#include "spelling.h"

#include <doctest/doctest.h>

#include "attribute.h"

using namespace aludel::frontend;

TEST_CASE("snake_case splits words as people read them") {
    CHECK(snake_case("Role") == "role");
    CHECK(snake_case("ReviewStatus") == "review_status");
    CHECK(snake_case("HTTPCode") == "http_code");
    CHECK(snake_case("Utf8Text") == "utf8_text");
    CHECK(snake_case("already_snake") == "already_snake");
    CHECK(snake_case("Mixed_Case") == "mixed_case");
}

TEST_CASE("a slip finds what was meant, and a different word finds nothing") {
    CHECK(nearest_attribute("primry_key") == "primary_key");
    CHECK(nearest_attribute("primary_keys") == "primary_key");
    CHECK(nearest_attribute("uniuqe") == "unique");
    CHECK(nearest_attribute("idx") == "");
    CHECK(nearest_attribute("tabel") == "table");
    CHECK(nearest_attribute("frobnicate") == "");
    CHECK(nearest("", {"a"}) == "a");
}

TEST_CASE("every attribute is found by its own name") {
    for (const AttributeKind& kind : attribute_kinds()) {
        CHECK(find_attribute(kind.name) == &kind);
        CHECK(nearest_attribute(kind.name) == kind.name);
        CHECK_FALSE((kind.on_struct.empty() && kind.on_member.empty() && kind.on_enum.empty() && kind.on_enumerator.empty()));
    }
}
