#include "golden_sql.h"

#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/ignore.h>
#include <aludel/generator/process.h>
#include <aludel/migrations/dialect.h>

namespace {

namespace schema = aludel::schema;
namespace migrations = aludel::migrations;
using aludel::generator::add_assignment;
using aludel::generator::parse_rename;
using aludel::generator::Pending;

/// One named overload for each alternative: another one does not compile until it has a name, and then a folder.
struct Kind {
    std::string operator()(const schema::CreateTable&) const { return "create table"; }
    std::string operator()(const schema::DropTable&) const { return "drop table"; }
    std::string operator()(const schema::RenameTable&) const { return "rename table"; }
    std::string operator()(const schema::AlterTable&) const { return "alter table"; }
    std::string operator()(const schema::AddColumn&) const { return "add column"; }
    std::string operator()(const schema::DropColumn&) const { return "drop column"; }
    std::string operator()(const schema::RenameColumn&) const { return "rename column"; }
    std::string operator()(const schema::AlterColumn&) const { return "alter column"; }
    std::string operator()(const schema::AddConstraint&) const { return "add constraint"; }
    std::string operator()(const schema::DropConstraint&) const { return "drop constraint"; }
    std::string operator()(const schema::RenameConstraint&) const { return "rename constraint"; }
    std::string operator()(const schema::CreateIndex&) const { return "create index"; }
    std::string operator()(const schema::DropIndex&) const { return "drop index"; }
    std::string operator()(const schema::RenameIndex&) const { return "rename index"; }
    std::string operator()(const schema::CreateEnum&) const { return "create enum"; }
    std::string operator()(const schema::DropEnum&) const { return "drop enum"; }
    std::string operator()(const schema::AlterEnum&) const { return "alter enum"; }
    std::string operator()(const schema::RenameEnum&) const { return "rename enum"; }
    std::string operator()(const schema::RenameEnumValue&) const { return "rename enum value"; }
    std::string operator()(const schema::CreateView&) const { return "create view"; }
    std::string operator()(const schema::DropView&) const { return "drop view"; }
    std::string operator()(const schema::CreateSequence&) const { return "create sequence"; }
    std::string operator()(const schema::DropSequence&) const { return "drop sequence"; }
    std::string operator()(const schema::AlterSequence&) const { return "alter sequence"; }
    std::string operator()(const schema::CreateOpaque&) const { return "create opaque"; }
    std::string operator()(const schema::DropOpaque&) const { return "drop opaque"; }
    std::string operator()(const schema::AlterComment&) const { return "alter comment"; }
};

template <std::size_t... Index>
std::set<std::string> kinds_of(std::index_sequence<Index...>) {
    return {Kind{}(std::variant_alternative_t<Index, schema::Change>{})...};
}

schema::Decisions decisions_of(const std::string& command) {
    schema::Decisions decisions;
    const std::vector<std::string> words = aludel::generator::split_command(command);
    for (std::size_t i = 0; i + 1 < words.size() && words[i] != "&&"; ++i) {
        const std::string& value = words[i + 1];
        if (words[i] == "--drop") decisions.drops.insert(value);
        if (words[i] == "--accept") decisions.accepted.insert(value);
        if (words[i] == "--rename") decisions.renames.insert(parse_rename(value));
        if (words[i] == "--fill") add_assignment(decisions.fills, "--fill", value);
        if (words[i] == "--convert") add_assignment(decisions.converts, "--convert", value);
    }
    return decisions;
}

}  // namespace

RenderedRevision render_revision(const aludel::generator::Config& config, const aludel::generator::ModelDocument& models,
                                 const schema::Snapshot& before, const std::string& command) {
    const schema::Decisions said = decisions_of(command);
    const Pending pending = autogenerate(ignored(models, before, said, config.ignore), before, said, config.dialects);
    if (pending.has_errors()) throw std::runtime_error("the test finds errors where the command found none: " + command);
    RenderedRevision rendered;
    for (const schema::Change& change : pending.changes) rendered.kinds.insert(std::visit(Kind{}, change));
    for (const migrations::Dialect* dialect : {&migrations::sqlite::dialect(), &migrations::postgresql::dialect()}) {
        const std::string name(dialect->name());
        if (!config.dialects.contains(name)) continue;
        const auto script = [&](const schema::Schema& from, const std::vector<migrations::Operation>& operations) {
            return migrations::script(*dialect, dialect->render(from, operations));
        };
        rendered.scripts[name] = "-- upgrade\n\n" + script(before.schema, pending.upgrade) + "\n-- downgrade\n\n" +
                                 script(pending.after.schema, pending.downgrade);
    }
    return rendered;
}

const std::set<std::string>& all_kinds() {
    static const std::set<std::string> kinds = kinds_of(std::make_index_sequence<std::variant_size_v<schema::Change>>());
    return kinds;
}
