#include <aludel/generator/subject.h>

namespace aludel::generator {
namespace {

using schema::to_string;

struct Subject {
    std::string operator()(const schema::CreateTable& change) const { return to_string(change.table.name); }
    std::string operator()(const schema::DropTable& change) const { return to_string(change.table.name); }
    std::string operator()(const schema::RenameTable& change) const { return to_string(change.to); }
    std::string operator()(const schema::AlterTable& change) const { return to_string(change.table); }
    std::string operator()(const schema::AddColumn& change) const { return to_string(change.table, change.column.name); }
    std::string operator()(const schema::DropColumn& change) const { return to_string(change.table, change.column.name); }
    std::string operator()(const schema::RenameColumn& change) const { return to_string(change.table, change.to); }
    std::string operator()(const schema::AlterColumn& change) const { return to_string(change.table, change.after.name); }
    std::string operator()(const schema::AddConstraint& change) const { return to_string(change.table, name_of(change.constraint)); }
    std::string operator()(const schema::DropConstraint& change) const { return to_string(change.table, name_of(change.constraint)); }
    std::string operator()(const schema::RenameConstraint& change) const { return to_string(change.table, change.to); }
    std::string operator()(const schema::CreateIndex& change) const { return to_string(change.table, change.index.name); }
    std::string operator()(const schema::DropIndex& change) const { return to_string(change.table, change.index.name); }
    std::string operator()(const schema::RenameIndex& change) const { return to_string(change.table, change.to); }
    std::string operator()(const schema::CreateEnum& change) const { return to_string(change.type.name); }
    std::string operator()(const schema::DropEnum& change) const { return to_string(change.type.name); }
    std::string operator()(const schema::AlterEnum& change) const { return to_string(change.after.name); }
    std::string operator()(const schema::RenameEnum& change) const { return to_string(change.to); }
    std::string operator()(const schema::RenameEnumValue& change) const { return to_string(change.type, change.to); }
    std::string operator()(const schema::CreateView& change) const { return to_string(change.view.name); }
    std::string operator()(const schema::DropView& change) const { return to_string(change.view.name); }
    std::string operator()(const schema::CreateSequence& change) const { return to_string(change.sequence.name); }
    std::string operator()(const schema::DropSequence& change) const { return to_string(change.sequence.name); }
    std::string operator()(const schema::AlterSequence& change) const { return to_string(change.after.name); }
    std::string operator()(const schema::CreateOpaque& change) const { return to_string(change.object.name); }
    std::string operator()(const schema::DropOpaque& change) const { return to_string(change.object.name); }
    std::string operator()(const schema::AlterComment& change) const {
        return change.part.empty() ? to_string(change.object) : to_string(change.object, change.part);
    }
};

}  // namespace

std::string subject_of(const schema::Change& change) {
    return std::visit(Subject{}, change);
}

Location location_of(const ModelDocument& models, std::string object) {
    while (true) {
        if (const auto found = models.locations.find(object); found != models.locations.end()) return found->second;
        const auto dot = object.rfind('.');
        if (dot == std::string::npos) return {};
        object.resize(dot);
    }
}

}  // namespace aludel::generator
