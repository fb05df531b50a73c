#include <algorithm>

#include <doctest/doctest.h>

#include "graph_text.h"

using namespace aludel::migrations;
using Kind = GraphError::Kind;

namespace {

GraphError wrong(const std::string& text) {
    return error_of([&] { graph(text); });
}

}  // namespace

TEST_CASE("cycles are four distinct errors that list the cycle") {
    const GraphError own = wrong("a<-a");
    CHECK(own.kind() == Kind::own_parent);
    CHECK(std::string(own.what()) == "revision a is its own parent: correct .parents");
    CHECK(own.revisions() == std::vector<std::string>{"a"});

    const GraphError cycle = wrong("a<-b<-c<-a; base1<-c");
    CHECK(cycle.kind() == Kind::cycle);
    CHECK(std::string(cycle.what()) == "revisions revise one another in a cycle, a -> c -> b -> a: correct .parents");
    CHECK(cycle.revisions() == std::vector<std::string>{"a", "c", "b"});

    const GraphError itself = wrong("a<-b; b needs b");
    CHECK(itself.kind() == Kind::own_dependency);
    CHECK(itself.revisions() == std::vector<std::string>{"b"});

    const GraphError dependency = wrong("a1<-a2; b1<-b2; a1 needs b2; b1 needs a2");
    CHECK(dependency.kind() == Kind::dependency_cycle);
    CHECK(std::string(dependency.what()) ==
          "revisions revise or depend on one another in a cycle, a1 -> b2 -> b1 -> a2 -> a1: correct .parents and .depends_on");
    CHECK(dependency.revisions() == std::vector<std::string>{"a1", "b2", "b1", "a2"});

    CHECK(wrong("a<-b; a needs b").kind() == Kind::dependency_cycle);
    CHECK(wrong("a<-b; x: a; a needs x").kind() == Kind::own_dependency);
}

TEST_CASE("labels and ids that cannot be told apart are errors") {
    CHECK(wrong("a<-b; x: a; x: b").kind() == Kind::duplicate_label);
    CHECK(wrong("a<-b; x: a; x: a").kind() == Kind::duplicate_label);
    CHECK(wrong("a<-b; a: b").kind() == Kind::label_is_id);
    CHECK(wrong("a<-b-c").kind() == Kind::bad_identifier);
    for (const char* id : {"a@b", "a+b", "a:b", "head", "heads", "base", "current", "", "a b"})
        CHECK(error_of([&] { Graph({{id, {}, {}, {}, {}}}); }).kind() == Kind::bad_identifier);
    CHECK(error_of([&] { Graph({{"a", {}, {}, {"x-y"}, {}}}); }).kind() == Kind::bad_identifier);
    CHECK(error_of([&] { Graph({{"a", {}, {}, {"head"}, {}}}); }).kind() == Kind::bad_identifier);
    CHECK(error_of([&] { Graph({{"a", {}, {}, {}, {}}, {"a", {}, {}, {}, {}}}); }).kind() == Kind::duplicate_id);
    CHECK(std::string(wrong("a<-b; x: a; x: b").what()) ==
          "revisions a and b both have the label x: a label names one revision, and covers all that descend from it");
}

TEST_CASE("a parent or a dependency that is not there is named, with the nearest that is") {
    const GraphError parent = error_of([] { Graph({{"41d0c2f8a6be", {}, {}, {}, {}}, {"7c1e0a94b2d3", {"41d0c2f8a6bf"}, {}, {}, {}}}); });
    CHECK(parent.kind() == Kind::missing_parent);
    CHECK(parent.revisions() == std::vector<std::string>{"7c1e0a94b2d3", "41d0c2f8a6bf"});
    CHECK(std::string(parent.what()) ==
          "revision 7c1e0a94b2d3 revises 41d0c2f8a6bf, and there is no such revision; did you mean 41d0c2f8a6be?: bring its file back, or "
          "correct .parents");
    const GraphError dependency = error_of([] { Graph({{"a", {}, {"nowhere"}, {}, {}}}); });
    CHECK(dependency.kind() == Kind::unknown_dependency);
    CHECK(std::string(dependency.what()) ==
          "revision a depends on nowhere, and there is no revision and no label of that name: correct .depends_on");
}

TEST_CASE("the same mistake is reported the same way, in whatever order the revisions come") {
    std::vector<Node> some = nodes("a<-b<-c<-a; d<-e; e needs e");
    const std::string message = error_of([&] { Graph{some}; }).what();
    std::reverse(some.begin(), some.end());
    CHECK(error_of([&] { Graph{some}; }).what() == message);
}
