#include <aludel/generator/revision_graph.h>

#include <doctest/doctest.h>

#include <aludel/generator/describe_revision.h>

using namespace aludel::generator;

namespace {

RevisionFile revision(std::string id, std::vector<std::string> parents, std::string message, std::vector<std::string> labels = {},
                      std::vector<std::string> depends_on = {}) {
    RevisionFile made;
    made.id = std::move(id);
    made.parents = std::move(parents);
    made.message = std::move(message);
    made.labels = std::move(labels);
    made.depends_on = std::move(depends_on);
    return made;
}

std::string drawn(std::vector<RevisionFile> files) {
    return revision_graph_text(make_revisions(std::move(files)));
}

}  // namespace

TEST_CASE("no revisions are nothing") {
    CHECK(drawn({}).empty());
}

TEST_CASE("a chain is a line, newest first") {
    CHECK(drawn({revision("a1", {}, "one"), revision("b2", {"a1"}, "two\nmore"), revision("c3", {"b2"}, "three")}) ==
          "* c3 (head), three\n"
          "* b2, two\n"
          "* a1, one\n");
}

TEST_CASE("two branches and their merge") {
    CHECK(drawn({revision("a1", {}, "base"), revision("b2", {"a1"}, "left"), revision("c3", {"a1"}, "right", {"shop"}),
                 revision("d4", {"b2", "c3"}, "merge")}) ==
          "* d4 (head) (mergepoint), merge\n"
          "|\\\n"
          "| * c3 (shop), right\n"
          "* | b2, left\n"
          "|/\n"
          "* a1 (branchpoint), base\n");
}

TEST_CASE("two heads of one base") {
    CHECK(drawn({revision("a1", {}, "base"), revision("b2", {"a1"}, "left"), revision("c3", {"a1"}, "right")}) ==
          "* c3 (head), right\n"
          "| * b2 (head), left\n"
          "|/\n"
          "* a1 (branchpoint), base\n");
}

TEST_CASE("three heads join across each other's lines") {
    CHECK(drawn({revision("a1", {}, "base"), revision("b2", {"a1"}, "x"), revision("c3", {"a1"}, "y"), revision("d4", {"a1"}, "z")}) ==
          "* d4 (head), z\n"
          "| * c3 (head), y\n"
          "| | * b2 (head), x\n"
          "| |/\n"
          "|/\n"
          "* a1 (branchpoint), base\n");
}

TEST_CASE("a merge of three forks twice") {
    CHECK(drawn({revision("a1", {}, "base"), revision("b2", {"a1"}, "x"), revision("c3", {"a1"}, "y"), revision("d4", {"a1"}, "z"),
                 revision("e5", {"b2", "c3", "d4"}, "merge")}) ==
          "* e5 (head) (mergepoint), merge\n"
          "|\\\n"
          "|\\ \\\n"
          "| | * d4, z\n"
          "| * | c3, y\n"
          "* | | b2, x\n"
          "| |/\n"
          "|/\n"
          "* a1 (branchpoint), base\n");
}

TEST_CASE("a dependency is a dotted line, and a line that ends makes room") {
    CHECK(drawn({revision("a1", {}, "accounts", {"auth"}), revision("b2", {}, "orders"), revision("c3", {"b2"}, "bills", {}, {"auth"})}) ==
          "* c3 (head), bills\n"
          "|\\\n"
          "| * a1 (auth) (head), accounts\n"
          "* b2, orders\n");
    CHECK(drawn({revision("a1", {}, "accounts"), revision("e5", {"a1"}, "names"), revision("b2", {}, "orders"),
                 revision("c3", {"b2"}, "bills", {}, {"a1"})}) ==
          "* e5 (head), names\n"
          "| * c3 (head), bills\n"
          "| |\\\n"
          "|.|/\n"
          "* | a1, accounts\n"
          " /\n"
          "* b2, orders\n");
    CHECK(drawn({revision("a1", {}, "accounts"), revision("a2", {"a1"}, "names"), revision("b2", {}, "orders"),
                 revision("c3", {"b2"}, "bills", {}, {"a1"})}) ==
          "* c3 (head), bills\n"
          "|\\\n"
          "* : b2, orders\n"
          " /\n"
          ": * a2 (head), names\n"
          ":/\n"
          "* a1, accounts\n");
    CHECK(drawn({revision("a1", {}, "base"), revision("b2", {}, "other"), revision("c3", {"a1"}, "x"), revision("d4", {"b2"}, "y"),
                 revision("e5", {"a1"}, "z")}) ==
          "* e5 (head), z\n"
          "| * d4 (head), y\n"
          "| * b2, other\n"
          "| * c3 (head), x\n"
          "|/\n"
          "* a1 (branchpoint), base\n");
    CHECK(revision_edges(make_revisions({revision("a1", {}, "x", {"auth"}), revision("b2", {"a1"}, "y", {}, {"auth"})}),
                         revision("b2", {"a1"}, "y", {}, {"auth"})) == std::vector<RevisionEdge>{{"a1", false}});
}

TEST_CASE("colour marks the id and what it is") {
    CHECK(revision_graph_text(make_revisions({revision("a1", {}, "one")}), true) == "* \033[33ma1\033[0m\033[36m (head)\033[0m, one\n");
}

TEST_CASE("Mermaid and DOT draw parents as lines and dependencies as broken ones") {
    const Revisions revisions = make_revisions({revision("a1", {}, "accounts", {"auth"}), revision("b2", {}, "orders"),
                                                revision("c3", {"b2"}, "bills of all that was ever ordered by anybody", {}, {"auth"})});
    CHECK(revision_graph_mermaid(revisions) ==
          "flowchart TB\n"
          "    ra1[\"a1<br/>(auth)<br/>accounts\"]\n"
          "    rb2[\"b2<br/>orders\"]\n"
          "    rc3[\"c3<br/>bills of all that was ever ordered<br/>by anybody\"]\n"
          "    rb2 --> rc3\n"
          "    ra1 -.-> rc3\n"
          "    style ra1 stroke-width:3px\n"
          "    style rc3 stroke-width:3px\n");
    const std::string dot = revision_graph_dot(revisions);
    CHECK(dot.find("    \"b2\" -> \"c3\"\n    \"a1\" -> \"c3\" [style=dashed, constraint=false]\n}\n") != std::string::npos);
    CHECK(dot.find("\"c3\" [label=<<b>c3</b><br/>bills of all that was ever ordered<br/>by anybody>, fillcolor") != std::string::npos);
}

TEST_CASE("a hostile message is a text in every form") {
    const Revisions revisions = make_revisions({revision("a1", {}, "\"; rm -rf <b>\x1b[31m]]>")});
    CHECK(revision_graph_text(revisions) == "* a1 (head), \"; rm -rf <b>\\x1B[31m]]>\n");
    CHECK(revision_graph_mermaid(revisions).find("[\"a1<br/>#34;#59; rm -rf #60;b#62;#92;x1B#91;31m#93;#93;#62;\"]") != std::string::npos);
    CHECK(revision_graph_dot(revisions).find("&quot;; rm -rf &lt;b&gt;\\x1B[31m]]&gt;") != std::string::npos);
}
