#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::mistakes;
using aludel::test::read;

TEST_CASE("an enum is one of the schema's, its enumerators are the labels") {
    const auto document = read(R"h(
enum class ReviewStatus : std::int16_t { draft, published = 5, withdrawn };
enum Genre { novel, essay };
struct [[db::table("t")]] T {
    ReviewStatus status;
    std::optional<ReviewStatus> before;
    Genre genre;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) ==
          "status enumeration(\"review_status\")\nbefore enumeration(\"review_status\") null\ngenre enumeration(\"genre\")\n");
    const aludel::schema::Enum genre = {"genre", aludel::schema::EnumStorage::text, {{"novel", 0}, {"essay", 1}}};
    const aludel::schema::Enum status = {
        "review_status", aludel::schema::EnumStorage::text, {{"draft", 0}, {"published", 5}, {"withdrawn", 6}}};
    CHECK(document.schema.enums == aludel::schema::ByName<aludel::schema::Enum>{genre, status});
    CHECK(document.locations.at("review_status") == aludel::generator::Location{"model.h", 2, 12, 2, 24});
}

TEST_CASE("an enum that no column could hold is refused where it is defined") {
    CHECK(mistakes(R"h(enum class Twice { a = 1, b = 1 };
enum class Wide : std::uint64_t { a = 0xffffffffffffffff };
enum class Empty {};
namespace one { enum class Same { a }; }
namespace two { enum class Same { a }; }
struct [[db::table("t")]] T {
    Twice twice;
    Wide wide;
    Empty empty;
    one::Same first;
    two::Same second;
    std::byte byte;
};
)h") == R"h(1:27-28 error [enum-value-twice] 'b' and 'a' are both 1: one of them could never be told from the other
    hint: give each enumerator a number of its own
2:35-36 error [enum-too-wide] the number of 'a' is too large for any database's integer
5:28-32 error [enum-twice] two enums are called 'same' in the schema
    note 4:28-32: the first is here
    hint: give one of them another name: db::as_text("..."), or db::native_enum("...")
9:5-10 error [unmappable-type] 'Empty': no SQL type stands for it
    hint: the enum has no enumerators here
12:5-14 error [unmappable-type] 'std::byte': no SQL type stands for it
    hint: write std::uint8_t for a small number, std::vector<std::byte> for bytes
)h");
}
