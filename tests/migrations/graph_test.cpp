#include <aludel/migrations/graph.h>

#include <chrono>

#include <doctest/doctest.h>

#include "graph_text.h"

using namespace aludel::migrations;
using Kind = GraphError::Kind;

namespace {

const Graph line = graph("a1<-b2<-c3<-d4");
const Graph branches = graph("root<-mid; mid<-l1<-l2; mid<-r1<-r2; left: l1; right: r1");
const Graph diamond = graph("a<-{l,r}<-m<-t");
const Graph feature = graph("acc1<-acc2<-acc3; net1<-net2<-net3; acc: acc1; net: net1; net2 needs acc2");
const Graph plugins = graph("a1<-a2; p1<-p2; core: a1; plug: p1");

std::string up(const Graph& graph, const Rows& rows, std::string_view target) {
    return text(graph.upgrade(rows, target));
}
std::string down(const Graph& graph, const Rows& rows, std::string_view target) {
    return text(graph.downgrade(rows, target));
}
Kind up_error(const Graph& graph, const Rows& rows, std::string_view target) {
    return error_of([&] { graph.upgrade(rows, target); }).kind();
}
Kind down_error(const Graph& graph, const Rows& rows, std::string_view target) {
    return error_of([&] { graph.downgrade(rows, target); }).kind();
}

}  // namespace

TEST_CASE("a line is upgraded in its order, as far as is asked for") {
    CHECK(up(line, {}, "head") == "a1 b2 c3 d4 -> {d4}");
    CHECK(up(line, {}, "heads") == "a1 b2 c3 d4 -> {d4}");
    CHECK(up(line, {}, "c3") == "a1 b2 c3 -> {c3}");
    CHECK(up(line, {"b2"}, "+2") == "c3 d4 -> {d4}");
    CHECK(up(line, {}, "+1") == "a1 -> {a1}");
    CHECK(up(line, {"b2"}, "+0") == "nothing -> {b2}");
    CHECK(up(line, {}, "c3-1") == "a1 b2 -> {b2}");
    CHECK(up(line, {}, "b2+1") == "a1 b2 c3 -> {c3}");
    CHECK(up(line, {}, "head-2") == "a1 b2 -> {b2}");
    CHECK(up(line, {}, "base+3") == "a1 b2 c3 -> {c3}");
    CHECK(up(line, {}, "a1-1") == "nothing -> {}");
}

TEST_CASE("what is applied already needs nothing") {
    CHECK(up(line, {"d4"}, "b2") == "nothing -> {d4}");
    CHECK(up(line, {"d4"}, "head") == "nothing -> {d4}");
    CHECK(up(line, {"b2"}, "base") == "nothing -> {b2}");
    CHECK(up(line, {"b2"}, "current") == "nothing -> {b2}");
    CHECK(down(line, {"b2"}, "b2") == "nothing -> {b2}");
    CHECK(down(line, {"b2"}, "current") == "nothing -> {b2}");
    CHECK(down(line, {}, "base") == "nothing -> {}");
    CHECK(text(Graph({}).upgrade({}, "head")) == "nothing -> {}");
    CHECK(text(Graph({}).upgrade({}, "heads")) == "nothing -> {}");
}

TEST_CASE("a line is downgraded in reverse") {
    CHECK(down(line, {"d4"}, "-1") == "d4 -> {c3}");
    CHECK(down(line, {"d4"}, "-4") == "d4 c3 b2 a1 -> {}");
    CHECK(down(line, {"d4"}, "b2") == "d4 c3 -> {b2}");
    CHECK(down(line, {"d4"}, "a1+1") == "d4 c3 -> {b2}");
    CHECK(down(line, {"d4"}, "c3-1") == "d4 c3 -> {b2}");
    CHECK(down(line, {"d4"}, "head-1") == "d4 -> {c3}");
    CHECK(down(line, {"d4"}, "head-4") == "d4 c3 b2 a1 -> {}");
    CHECK(down(line, {"d4"}, "base+1") == "d4 c3 b2 -> {a1}");
    CHECK(down(line, {"d4"}, "base") == "d4 c3 b2 a1 -> {}");
}

TEST_CASE("a step too many is an error that says how many there are") {
    CHECK(up_error(line, {"b2"}, "+5") == Kind::too_few);
    CHECK(down_error(line, {"d4"}, "-5") == Kind::too_few);
    CHECK(down_error(line, {}, "-1") == Kind::too_few);
    CHECK(up_error(line, {}, "c3-4") == Kind::too_few);
    CHECK(up_error(line, {}, "base-1") == Kind::too_few);
    CHECK(up_error(line, {}, "head+1") == Kind::too_few);
    CHECK(std::string(error_of([] { line.upgrade({"b2"}, "+5"); }).what()) == "+5 leads too far: there are only 2 revisions above b2");
    CHECK(std::string(error_of([] { line.upgrade({"c3"}, "+2"); }).what()) == "+2 leads too far: there is only 1 revision above c3");
    CHECK(std::string(error_of([] { line.downgrade({"d4"}, "-5"); }).what()) ==
          "-5 leads too far: there are only 4 revisions from d4 down");
    CHECK(std::string(error_of([] { line.downgrade({}, "-1"); }).what()) == "-1 leads too far: there is no revision applied");
}

TEST_CASE("a direction that the command does not have is refused") {
    CHECK(std::string(error_of([] { line.upgrade({"b2"}, "-1"); }).what()) == "-1 leads down, and this is an upgrade: type downgrade -1");
    CHECK(std::string(error_of([] { line.downgrade({"b2"}, "+1"); }).what()) == "+1 leads up, and this is a downgrade: type upgrade +1");
    CHECK(down_error(line, {"b2"}, "d4") == Kind::not_below);
    CHECK(std::string(error_of([] { line.downgrade({"b2"}, "d4"); }).what()) ==
          "revision d4 is not below what is applied (the database is at b2): type upgrade d4 if it is to be");
    CHECK(down_error(branches, {"l2"}, "r1") == Kind::not_below);
    CHECK(down_error(line, {}, "a1") == Kind::not_below);
}

TEST_CASE("one branch is finished before the next") {
    CHECK(up(branches, {}, "heads") == "root mid l1 l2 r1 r2 -> {l2,r2}");
    CHECK(down(branches, {"l2", "r2"}, "base") == "l2 l1 r2 r1 mid root -> {}");
    CHECK(down(branches, {"l2", "r2"}, "mid") == "l2 l1 r2 r1 -> {mid}");
}

TEST_CASE("head is refused where there are two, with what to type") {
    const GraphError error = error_of([] { branches.upgrade({}, "head"); });
    CHECK(error.kind() == Kind::multiple_heads);
    CHECK(text(error.revisions()) == "l2 r2");
    CHECK(std::string(error.what()) ==
          "there are 2 heads, l2 and r2: type heads for all of them, left@head or right@head for one; a merge revision would join them");
    CHECK(std::string(error_of([] { branches.upgrade({}, "mid@head"); }).what()) ==
          "the branch mid has 2 heads, l2 and r2: type mid@heads for all of them, left@head or right@head for one; a merge revision would "
          "join them");
    CHECK(std::string(error_of([] { graph("a<-{b,c}").upgrade({}, "head"); }).what()) ==
          "there are 2 heads, b and c: type heads for all of them, b or c for one; a merge revision would join them");
    CHECK(up(branches, {}, "mid@heads") == "root mid l1 l2 r1 r2 -> {l2,r2}");
}

TEST_CASE("a branch is upgraded by its label, or by a revision of it") {
    CHECK(up(branches, {"l2"}, "right@head") == "r1 r2 -> {l2,r2}");
    CHECK(up(branches, {"l2"}, "r1@head") == "r1 r2 -> {l2,r2}");
    CHECK(up(branches, {"l1"}, "right@+1") == "r1 -> {l1,r1}");
    CHECK(up(branches, {"l1"}, "left@+1") == "l2 -> {l2}");
    CHECK(up(branches, {"l1"}, "+1") == "l2 -> {l2}");
    CHECK(up(branches, {}, "right@+1") == "root -> {root}");
    CHECK(up(branches, {}, "right") == "root mid r1 -> {r1}");
    CHECK(up(branches, {}, "right@r2") == "root mid r1 r2 -> {r2}");
    CHECK(up(branches, {}, "right@r2-1") == "root mid r1 -> {r1}");
    CHECK(up(branches, {}, "right@head-1") == "root mid r1 -> {r1}");
    CHECK(up(branches, {}, "right@mid+1") == "root mid r1 -> {r1}");
    CHECK(up(branches, {}, "right@base+1") == "root mid r1 -> {r1}");
    CHECK(up(branches, {"l1"}, "left@base") == "nothing -> {l1}");
    CHECK(up(plugins, {"a2"}, "plug@+1") == "p1 -> {a2,p1}");
    CHECK(up(plugins, {"a2"}, "plug@head") == "p1 p2 -> {a2,p2}");
    CHECK(up_error(plugins, {"p2"}, "plug@+1") == Kind::too_few);
    CHECK(up_error(branches, {}, "left@r1") == Kind::not_in_branch);
    CHECK(up_error(branches, {}, "nolabel@head") == Kind::no_such_branch);
    CHECK(std::string(error_of([] { branches.upgrade({}, "left@r1"); }).what()) == "revision r1 is not a member of the branch left");
    CHECK(std::string(error_of([] { branches.upgrade({}, "nolabel@head"); }).what()) ==
          "there is no branch nolabel: the labels are left and right");
    CHECK(std::string(error_of([] { branches.upgrade({}, "rihgt@head"); }).what()) == "there is no branch rihgt; did you mean right?");
}

TEST_CASE("a branch is downgraded without the others") {
    CHECK(down(branches, {"l2", "r2"}, "left@-1") == "l2 -> {l1,r2}");
    CHECK(down(branches, {"l2", "r2"}, "right@-2") == "r2 r1 -> {l2}");
    CHECK(down(branches, {"l2", "r2"}, "left@mid") == "l2 l1 -> {r2}");
    CHECK(down(branches, {"l2", "r2"}, "left@base") == "l2 l1 -> {r2}");
    CHECK(down(branches, {"l2", "r2"}, "l2@base") == "l2 l1 -> {r2}");
    CHECK(down(branches, {"l2", "r2"}, "left@l1") == "l2 -> {l1,r2}");
    CHECK(down(branches, {"l2", "r2"}, "l1") == "l2 -> {l1,r2}");
    CHECK(down(branches, {"l2"}, "left@base") == "l2 l1 -> {mid}");
    CHECK(down(branches, {"l2"}, "right@base") == "nothing -> {l2}");
    CHECK(down(plugins, {"a2", "p2"}, "plug@base") == "p2 p1 -> {a2}");
    CHECK(down(plugins, {"a2", "p2"}, "plug@-2") == "p2 p1 -> {a2}");
    CHECK(down(plugins, {"a2", "p2"}, "a1") == "a2 -> {a1,p2}");
    CHECK(down(plugins, {"a2", "p2"}, "p1-1") == "p2 p1 -> {a2}");
    CHECK(down(plugins, {"a2", "p2"}, "base") == "a2 a1 p2 p1 -> {}");
}

TEST_CASE("a branch goes down to where it leaves the others, never further") {
    CHECK(down_error(branches, {"l2", "r2"}, "right@-3") == Kind::too_few);
    CHECK(down_error(branches, {"r2"}, "right@-3") == Kind::too_few);
    CHECK(std::string(error_of([] { branches.downgrade({"r2"}, "right@-3"); }).what()) ==
          "right@-3 leads too far: there are only 2 revisions to take away of the branch right");
    CHECK(down_error(branches, {"l1"}, "right@-1") == Kind::too_few);
    // Where another branch stands on part of it, that part stays.
    const Graph lent = graph("x1<-x2<-x3; y1<-y2; y2 needs x2; x: x3");
    CHECK(down(lent, {"x3", "y2"}, "x@base") == "x3 -> {y2}");
}

TEST_CASE("a merge joins rows, and going below it splits them again") {
    CHECK(up(diamond, {}, "head") == "a l r m t -> {t}");
    CHECK(up(diamond, {"l"}, "head") == "r m t -> {t}");
    CHECK(up(diamond, {"r"}, "head") == "l m t -> {t}");
    CHECK(up(diamond, {"l", "r"}, "head") == "m t -> {t}");
    CHECK(up(diamond, {"l", "r"}, "+1") == "m -> {m}");
    CHECK(down(diamond, {"m"}, "l") == "m -> {l,r}");
    CHECK(down(diamond, {"m"}, "l@-1") == "m -> {l,r}");
    CHECK(down(diamond, {"t"}, "a") == "t m l r -> {a}");
    CHECK(down(diamond, {"t"}, "-1") == "t -> {m}");
}

TEST_CASE("the rows after each move are its real tips") {
    const Plan plan = diamond.downgrade({"t"}, "base");
    std::string rows;
    for (const Move& move : plan.moves) rows += move.id + text(move.rows) + " ";
    CHECK(rows == "t{m} m{l,r} l{r} r{a} a{} ");
}

TEST_CASE("an ambiguous step names the choices") {
    const auto choices = [](const Graph& graph, const Rows& rows, std::string_view target, bool is_up) {
        const GraphError error = error_of([&] { is_up ? graph.upgrade(rows, target) : graph.downgrade(rows, target); });
        CHECK(error.kind() == Kind::ambiguous_step);
        return text(error.revisions());
    };
    CHECK(choices(diamond, {"m"}, "-1", false) == "l r");
    CHECK(choices(diamond, {"t"}, "-2", false) == "l r");
    CHECK(choices(diamond, {"l", "r"}, "-1", false) == "l r");
    CHECK(choices(diamond, {"a"}, "+1", true) == "l r");
    CHECK(choices(diamond, {}, "+2", true) == "l r");
    CHECK(choices(diamond, {}, "m-1", true) == "l r");
    CHECK(choices(branches, {"l1", "r1"}, "+1", true) == "l2 r2");
    CHECK(choices(branches, {"l2", "r2"}, "-1", false) == "l2 r2");
    CHECK(choices(branches, {}, "mid+1", true) == "l1 r1");
    CHECK(choices(plugins, {}, "+1", true) == "a1 p1");
    CHECK(choices(plugins, {}, "base+1", true) == "a1 p1");
    CHECK(std::string(error_of([] { diamond.downgrade({"m"}, "-1"); }).what()) ==
          "-1 is ambiguous: revision m joins l and r; type the revision that is meant");
}

TEST_CASE("a dependency is applied before what needs it, and is implied by it") {
    CHECK(up(feature, {}, "net@head") == "acc1 acc2 net1 net2 net3 -> {net3}");
    CHECK(up(feature, {"acc3"}, "net@head") == "net1 net2 net3 -> {acc3,net3}");
    CHECK(up(feature, {}, "heads") == "acc1 acc2 acc3 net1 net2 net3 -> {acc3,net3}");
    CHECK(up(feature, {"net3"}, "acc2") == "nothing -> {net3}");
    CHECK(up(feature, {"net3"}, "acc@+1") == "acc3 -> {acc3,net3}");
    CHECK(down(feature, {"acc3", "net3"}, "net@base") == "net3 net2 net1 -> {acc3}");
    CHECK(down(feature, {"net3"}, "net@base") == "net3 net2 net1 -> {acc2}");
    CHECK(down(feature, {"net3"}, "-2") == "net3 net2 -> {acc2,net1}");
    CHECK(down(feature, {"net3"}, "-3") == "net3 net2 net1 -> {acc2}");
    CHECK(feature.applied({"net2"}) == std::set<std::string>{"acc1", "acc2", "net1", "net2"});
}

TEST_CASE("what a branch depends on is finished before the branch begins, whatever the ids") {
    const Graph later = graph("x1<-x2<-x3; z1<-z2<-z3; x3 needs z2");
    CHECK(up(later, {}, "x3") == "z1 z2 x1 x2 x3 -> {x3}");
    CHECK(up(later, {}, "heads") == "z1 z2 x1 x2 x3 z3 -> {x3,z3}");
    CHECK(down(later, {"x3"}, "base") == "x3 x2 x1 z2 z1 -> {}");
}

TEST_CASE("what depends on a revision goes down before it") {
    CHECK(down(feature, {"acc3", "net3"}, "acc1") == "acc3 net3 net2 acc2 -> {acc1,net1}");
    CHECK(down(feature, {"acc3", "net3"}, "base") == "acc3 net3 net2 net1 acc2 acc1 -> {}");
    CHECK(down(feature, {"acc3", "net3"}, "acc2") == "acc3 -> {net3}");
    CHECK(down(feature, {"acc3", "net3"}, "acc@-1") == "acc3 -> {net3}");
    CHECK(down(feature, {"acc3", "net3"}, "acc@base") == "acc3 net3 net2 acc2 acc1 -> {net1}");
}

TEST_CASE("a dependency may be given by a label, and one that an ancestor implies changes nothing") {
    const Graph by_label = graph("a1<-a2; b1<-b2; core: a2; b2 needs core");
    CHECK(text(by_label.upgrade({}, "b2")) == "a1 a2 b1 b2 -> {b2}");
    const Graph implied = graph("a1<-a2; b1<-b2<-b3; b1 needs a2; b3 needs a2; b3 needs a1; b3 needs b1");
    CHECK(text(implied.upgrade({}, "b3")) == "a1 a2 b1 b2 b3 -> {b3}");
    CHECK(text(implied.downgrade({"b3"}, "b2")) == "b3 -> {b2}");
    CHECK(text(implied.downgrade({"b3"}, "b1")) == "b3 b2 -> {b1}");
}

TEST_CASE("heads are nobody's parent, real heads nobody's dependency either") {
    CHECK(text(feature.heads()) == "acc3 net3");
    CHECK(text(branches.heads()) == "l2 r2");
    CHECK(text(branches.bases()) == "root");
    const Graph needed = graph("a1; b1<-b2; b2 needs a1");
    CHECK(text(needed.heads()) == "a1 b2");
    CHECK(text(needed.real_heads()) == "b2");
    CHECK(text(needed.upgrade({}, "heads")) == "a1 b1 b2 -> {b2}");
}

TEST_CASE("stamping leaves the rows that going there would leave") {
    CHECK(text(line.stamp({"b2"}, "head")) == "{d4}");
    CHECK(text(line.stamp({"d4"}, "b2")) == "{b2}");
    CHECK(text(line.stamp({"d4"}, "base")) == "{}");
    CHECK(text(line.stamp({"d4"}, "-1")) == "{c3}");
    CHECK(text(line.stamp({"b2"}, "+1")) == "{c3}");
    CHECK(text(line.stamp({}, "c3-1")) == "{b2}");
    CHECK(text(diamond.stamp({"l", "r"}, "m")) == "{m}");
    CHECK(text(diamond.stamp({"l"}, "t")) == "{t}");
    CHECK(text(branches.stamp({"l2"}, "heads")) == "{l2,r2}");
    CHECK(text(branches.stamp({"l2", "r2"}, "left@base")) == "{r2}");
    CHECK(text(branches.stamp({"l2", "r2"}, "l1")) == "{l1,r2}");
    CHECK(text(plugins.stamp({"a2"}, "p1")) == "{a2,p1}");
}

TEST_CASE("a revision is named by its id, by a unique beginning of it, or by a label") {
    const Graph ids = graph("abcd1<-abcd2<-abcdef<-bcde1; main: abcd2");
    const auto resolved = [&](std::string_view identifier) { return text(ids.resolve(identifier)); };
    CHECK(resolved("abcd1") == "abcd1");
    CHECK(resolved("bcde") == "bcde1");
    CHECK(resolved("abcde") == "abcdef");
    CHECK(resolved("main") == "abcd2");
    CHECK(resolved("head") == "bcde1");
    CHECK(resolved("base") == "");
    CHECK(resolved("bcde-1") == "abcdef");
    CHECK(resolved("main@abcde") == "abcdef");
    CHECK(text(ids.resolve("current", {"abcdef"})) == "abcdef");
    CHECK(text(ids.resolve("current-1", {"abcdef"})) == "abcd2");
    CHECK(error_of([&] { ids.resolve("zzz"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("abc"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve(""); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("@head"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("main@"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("head+"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("head+1x"); }).kind() == Kind::unknown_revision);
    CHECK(error_of([&] { ids.resolve("head+99999999999999999999"); }).kind() == Kind::unknown_revision);
    const GraphError ambiguous = error_of([&] { ids.resolve("abcd"); });
    CHECK(ambiguous.kind() == Kind::ambiguous_revision);
    CHECK(text(ambiguous.revisions()) == "abcd1 abcd2 abcdef");
    CHECK(std::string(ambiguous.what()) ==
          "abcd is the beginning of 3 revisions, abcd1, abcd2 and abcdef: type more of the one that is meant");
    CHECK(std::string(error_of([&] { ids.resolve("mian"); }).what()) == "there is no revision mian; did you mean main?");
    CHECK(std::string(error_of([&] { ids.resolve("zzz"); }).what()) ==
          "there is no revision zzz: type its id, at least 4 characters of it, or a label");
}

TEST_CASE("a beginning that is ambiguous in the graph may be unique in a branch") {
    const Graph ids = graph("root<-abcd1; root<-abcd2; left: abcd1");
    CHECK(text(ids.resolve("left@abcd")) == "abcd1");
    CHECK(error_of([&] { ids.resolve("abcd@head"); }).kind() == Kind::ambiguous_revision);
}

TEST_CASE("rows that the program does not know are named") {
    const GraphError error = error_of([] { line.upgrade({"a1", "ffff", "eeee"}, "head"); });
    CHECK(error.kind() == Kind::unknown_row);
    CHECK(text(error.revisions()) == "eeee ffff");
    CHECK(error_of([] { line.downgrade({"ffff"}, "base"); }).kind() == Kind::unknown_row);
    CHECK(error_of([] { line.applied({"ffff"}); }).kind() == Kind::unknown_row);
}

TEST_CASE("history is newest first, both ends included") {
    CHECK(text(line.history("")) == "d4 c3 b2 a1");
    CHECK(text(line.history("base:heads")) == "d4 c3 b2 a1");
    CHECK(text(line.history("b2:")) == "d4 c3 b2");
    CHECK(text(line.history(":c3")) == "c3 b2 a1");
    CHECK(text(line.history("b2:c3")) == "c3 b2");
    CHECK(text(line.history("c3")) == "c3");
    CHECK(text(line.history("-2:current", {"d4"})) == "d4 c3 b2");
    CHECK(text(line.history("current:", {"c3"})) == "d4 c3");
    CHECK(text(branches.history("mid:right@head")) == "r2 r1 mid");
    CHECK(text(branches.history("left@base:left@head")) == "l2 l1");
    CHECK(text(branches.history(":heads")) == "r2 r1 l2 l1 mid root");
    CHECK(text(feature.history("net1:net3")) == "net3 net2 net1");
    CHECK(error_of([] { line.history("c3:b2"); }).kind() == Kind::not_below);
    CHECK(text(Graph({}).history("")) == "");
}

TEST_CASE("long chains and many diamonds are planned quickly") {
    std::vector<Node> in_line;
    for (int i = 0; i < 2000; ++i) {
        in_line.push_back({"r" + std::to_string(i), {}, {}, {}, {}});
        if (i != 0) in_line.back().parents = {"r" + std::to_string(i - 1)};
    }
    const Graph long_line(in_line);
    std::vector<Node> diamonds{{"t0", {}, {}, {}, {}}};
    for (int i = 1; i <= 300; ++i) {
        const std::string n = std::to_string(i);
        const std::string before = "t" + std::to_string(i - 1);
        diamonds.push_back({"l" + n, {before}, {}, {}, {}});
        diamonds.push_back({"r" + n, {before}, {}, {}, {}});
        diamonds.push_back({"t" + n, {"l" + n, "r" + n}, {}, {}, {}});
    }
    const Graph many_diamonds(diamonds);
    for (const auto& [graph, size] : {std::pair{&long_line, std::size_t{2000}}, std::pair{&many_diamonds, std::size_t{901}}}) {
        const auto start = std::chrono::steady_clock::now();
        const Plan up_plan = graph->upgrade({}, "head");
        const auto between = std::chrono::steady_clock::now();
        const Plan down_plan = graph->downgrade(up_plan.rows, "base");
        const auto end = std::chrono::steady_clock::now();
        CHECK(up_plan.moves.size() == size);
        CHECK(down_plan.moves.size() == size);
        CHECK(down_plan.rows.empty());
        MESSAGE(size, " revisions: up ", std::chrono::duration<double, std::milli>(between - start).count(), " ms, down ",
                std::chrono::duration<double, std::milli>(end - between).count(), " ms");
#ifdef NDEBUG  // 5 ms on a machine at rest; others build beside this test
        CHECK(between - start < std::chrono::milliseconds(50));
        CHECK(end - between < std::chrono::milliseconds(50));
#endif
    }
}
