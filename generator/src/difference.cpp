#include <aludel/generator/difference.h>

#include <algorithm>

#include <aludel/generator/files.h>
#include <aludel/generator/subject.h>
#include <aludel/schema/snapshot.h>

namespace aludel::generator {
namespace {

using schema::Name;

/// The files of the snapshot in which the change is to be seen.
class SnapshotFilesOf {
public:
    explicit SnapshotFilesOf(const std::filesystem::path& directory) : directory_(directory) {}

    std::vector<std::string> operator()(const schema::CreateTable& change) const { return table(change.table.name); }
    std::vector<std::string> operator()(const schema::DropTable& change) const { return table(change.table.name); }
    std::vector<std::string> operator()(const schema::RenameTable& change) const { return both(table(change.from), table(change.to)); }
    std::vector<std::string> operator()(const schema::AlterTable& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::AddColumn& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::DropColumn& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::RenameColumn& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::AlterColumn& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::AddConstraint& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::DropConstraint& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::RenameConstraint& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::CreateIndex& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::DropIndex& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::RenameIndex& change) const { return table(change.table); }
    std::vector<std::string> operator()(const schema::CreateEnum& change) const { return enumeration(change.type.name); }
    std::vector<std::string> operator()(const schema::DropEnum& change) const { return enumeration(change.type.name); }
    std::vector<std::string> operator()(const schema::AlterEnum& change) const { return enumeration(change.after.name); }
    std::vector<std::string> operator()(const schema::RenameEnum& change) const {
        return both(enumeration(change.from), enumeration(change.to));
    }
    std::vector<std::string> operator()(const schema::RenameEnumValue& change) const { return enumeration(change.type); }
    std::vector<std::string> operator()(const schema::CreateView& change) const { return view(change.view); }
    std::vector<std::string> operator()(const schema::DropView& change) const { return view(change.view); }
    std::vector<std::string> operator()(const schema::CreateSequence& change) const { return sequence(change.sequence); }
    std::vector<std::string> operator()(const schema::DropSequence& change) const { return sequence(change.sequence); }
    std::vector<std::string> operator()(const schema::AlterSequence& change) const { return sequence(change.after); }
    std::vector<std::string> operator()(const schema::CreateOpaque& change) const { return object(change.object); }
    std::vector<std::string> operator()(const schema::DropOpaque& change) const { return object(change.object); }
    std::vector<std::string> operator()(const schema::AlterComment& change) const {
        if (change.of != schema::AlterComment::Of::view) return table(change.object);
        schema::View named;
        named.name = change.object;
        return view(named);
    }

private:
    // Where an object stands is the snapshot's to say: it is asked for one that holds nothing else.
    std::vector<std::string> files_of(const schema::Schema& schema) const {
        std::vector<std::string> files;
        for (const auto& [file, text] : schema::print({schema, {}})) files.push_back(shown(directory_ / file));
        return files;
    }
    std::vector<std::string> table(const Name& name) const {
        schema::Schema schema;
        schema::Table table;
        table.name = name;
        schema.tables.add(std::move(table));
        return files_of(schema);
    }
    std::vector<std::string> enumeration(const Name& name) const {
        schema::Schema schema;
        schema::Enum type;
        type.name = name;
        schema.enums.add(std::move(type));
        return files_of(schema);
    }
    std::vector<std::string> view(const schema::View& view) const {
        schema::Schema schema;
        schema.views.add(view);
        return files_of(schema);
    }
    std::vector<std::string> sequence(const schema::Sequence& sequence) const {
        schema::Schema schema;
        schema.sequences.add(sequence);
        return files_of(schema);
    }
    std::vector<std::string> object(const schema::Opaque& object) const {
        schema::Schema schema;
        schema.opaque.add(object);
        return files_of(schema);
    }
    static std::vector<std::string> both(std::vector<std::string> from, const std::vector<std::string>& to) {
        from.insert(from.end(), to.begin(), to.end());
        return from;
    }

    const std::filesystem::path& directory_;
};

}  // namespace

Difference explain(const ModelDocument& models, const Pending& pending, const std::filesystem::path& schema_directory) {
    Difference difference;
    if (pending.has_errors()) {
        for (const Diagnostic& diagnostic : pending.diagnostics)
            if (diagnostic.severity == Severity::error) difference.questions.push_back(diagnostic);
        return difference;
    }
    const SnapshotFilesOf files(schema_directory);
    for (std::size_t i = 0; i < pending.changes.size(); ++i) {
        const schema::Change& change = pending.changes[i];
        const std::string subject = subject_of(change);
        difference.changes.push_back({change, i < pending.reasons.size() ? pending.reasons[i] : "", location_of(models, subject),
                                      models.locations.contains(subject), std::visit(files, change)});
    }
    return difference;
}

}  // namespace aludel::generator
