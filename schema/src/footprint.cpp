#include <aludel/schema/footprint.h>

#include <algorithm>

#include <aludel/schema/apply.h>

#include "comments.h"
#include "footprint_tracer.h"

namespace aludel::schema {

namespace {

struct Trace {
    Tracer tracer;

    void operator()(const CreateTable& change) const {
        tracer.write_whole(change.table);
        tracer.read_parts(change.table);
    }
    void operator()(const DropTable& change) const {
        tracer.write_whole(change.table);
        tracer.read_parts(change.table);
    }
    void operator()(const RenameTable& change) const {
        Table table = of(change.from);
        tracer.write_whole(table);
        table.name = change.to;
        tracer.write_whole(table);
    }
    void operator()(const AlterTable& change) const {
        tracer.read_table(change.table);
        tracer.write({Part::Of::options, change.table, {}});
        if (change.before.without_rowid != change.after.without_rowid) tracer.read({Part::Of::primary_key, change.table, {}});
    }

    void operator()(const AddColumn& change) const {
        tracer.read_table(change.table);
        tracer.write_column(change.table, change.column.name);
        tracer.read_parts(change.column, of(change.table));
        tracer.read_text(change.fill, &of(change.table));
    }
    void operator()(const DropColumn& change) const {
        tracer.read_table(change.table);
        tracer.write_column(change.table, change.column.name);
        tracer.read_parts(change.column, of(change.table));
        if (!change.column.computed) tracer.read_remaining_column(of(change.table), change.column.name);
    }
    void operator()(const RenameColumn& change) const {
        tracer.read_table(change.table);
        tracer.write_column(change.table, change.from);
        tracer.write_column(change.table, change.to);
    }
    void operator()(const AlterColumn& change) const {
        const Table& table = of(change.table);
        tracer.read_table(change.table);
        tracer.write_column(change.table, change.after.name);
        tracer.read_parts(change.before, table);
        tracer.read_parts(change.after, table);
        tracer.read_text(change.fill, &table);
        tracer.read_text(change.convert, &table);
        if (change.fields.type || change.fields.nullable) tracer.read_foreign_keys_of(change.table, change.after.name);
        if (change.after.computed && !change.before.computed) tracer.read_remaining_column(table, change.after.name);
    }

    void operator()(const AddConstraint& change) const {
        put_or_taken(change.table, change.constraint);
        if (const auto* key = std::get_if<ForeignKey>(&change.constraint)) tracer.read_keys(key->referred_table, key->referred_columns);
    }
    void operator()(const DropConstraint& change) const {
        put_or_taken(change.table, change.constraint);
        if (const auto* key = std::get_if<PrimaryKey>(&change.constraint)) read_other_keys(change.table, key->columns);
        if (const auto* unique = std::get_if<Unique>(&change.constraint)) read_other_keys(change.table, unique->columns);
    }
    void operator()(const RenameConstraint& change) const {
        tracer.read_table(change.table);
        std::optional<Constraint> constraint = find_constraint(of(change.table), change.from);
        if (!constraint) return;
        tracer.write_constraint(change.table, *constraint);
        std::visit([&](auto& renamed) { renamed.name = change.to; }, *constraint);
        tracer.write_constraint(change.table, *constraint);
    }

    void operator()(const CreateIndex& change) const { put_or_taken(change.table, change.index); }
    void operator()(const DropIndex& change) const {
        put_or_taken(change.table, change.index);
        std::vector<std::string> columns;
        for (const IndexKey& key : change.index.keys) {
            if (const auto* column = std::get_if<std::string>(&key.of)) columns.push_back(*column);
        }
        if (change.index.unique) read_other_keys(change.table, std::move(columns));
    }
    void operator()(const RenameIndex& change) const {
        tracer.read_table(change.table);
        tracer.write_index(change.table, change.from);
        tracer.write_index(change.table, change.to);
    }

    void operator()(const CreateEnum& change) const { write_enum(change.type.name); }
    void operator()(const DropEnum& change) const { write_enum(change.type.name); }
    void operator()(const AlterEnum& change) const {
        if (same_but_for_comment(change.before, change.after)) {
            tracer.read({Part::Of::enumeration, change.after.name, {}});
            tracer.write({Part::Of::comment, change.after.name, {}});
            return;
        }
        tracer.write({Part::Of::enumeration, change.after.name, {}});
        tracer.write_words(Part::Of::word, change.after.name.name);
        if (change.before.storage != change.after.storage) tracer.write_name(change.after.name);
    }
    void operator()(const RenameEnum& change) const {
        write_enum(change.from);
        write_enum(change.to);
    }
    void operator()(const RenameEnumValue& change) const {
        tracer.write({Part::Of::enumeration, change.type, {}});
        tracer.write_words(Part::Of::word, change.type.name);
    }

    void operator()(const CreateView& change) const { write_view(change.view); }
    void operator()(const DropView& change) const { write_view(change.view); }
    void operator()(const CreateSequence& change) const { write_sequence(change.sequence.name); }
    void operator()(const DropSequence& change) const { write_sequence(change.sequence.name); }
    void operator()(const AlterSequence& change) const {
        tracer.write({Part::Of::sequence, change.after.name, {}});
        tracer.write_words(Part::Of::word, change.after.name.name);
    }
    void operator()(const CreateOpaque& change) const {
        tracer.write_object(change.object);
        tracer.read_parts(change.object);
    }
    void operator()(const DropOpaque& change) const {
        tracer.write_object(change.object);
        tracer.read_parts(change.object);
    }
    // Whoever adds, drops or renames what it is of writes that.
    void operator()(const AlterComment& change) const {
        tracer.write({Part::Of::comment, change.object, change.part});
        switch (change.of) {
            case AlterComment::Of::constraint:
                return tracer.read({Part::Of::constraint, change.object, change.part});
            case AlterComment::Of::index:
                return tracer.read({Part::Of::index, change.object, change.part});
            case AlterComment::Of::view:
                return tracer.read({Part::Of::view, change.object, {}});
        }
    }

private:
    // A change to a table that is not there is refused by apply(); until then the table is an empty one.
    const Table& of(const Name& name) const {
        static const Table none;
        const Table* table = tracer.schema().tables.find(name);
        return table == nullptr ? none : *table;
    }

    void put_or_taken(const Name& table, const Constraint& constraint) const {
        tracer.read_table(table);
        tracer.write_constraint(table, constraint);
        std::visit([&](const auto& each) { tracer.read_parts(each, of(table)); }, constraint);
    }
    void put_or_taken(const Name& table, const Index& index) const {
        tracer.read_table(table);
        tracer.write_index(table, index.name);
        tracer.read_parts(index, of(table));
    }

    // A foreign key may stand on this key or on another over the same columns: both must not go.
    void read_other_keys(const Name& table, std::vector<std::string> columns) const {
        std::sort(columns.begin(), columns.end());
        for (const Table& other : tracer.schema().tables) {
            for (const ForeignKey& key : other.foreign_keys) {
                std::vector<std::string> referred = key.referred_columns;
                std::sort(referred.begin(), referred.end());
                if (key.referred_table == table && referred == columns) tracer.read_keys(table, columns);
            }
        }
    }

    void write_enum(const Name& name) const {
        tracer.write({Part::Of::enumeration, name, {}});
        tracer.write_name(name);
        tracer.write_words(Part::Of::word, name.name);
        tracer.read_home(name);
    }
    void write_view(const View& view) const {
        tracer.write({Part::Of::view, view.name, {}});
        tracer.write_name(view.name);
        tracer.write_words(Part::Of::relation_word, view.name.name);
        tracer.read_home(view.name);
        tracer.read_parts(view);
    }
    void write_sequence(const Name& name) const {
        tracer.write({Part::Of::sequence, name, {}});
        tracer.write_name(name);
        tracer.write_words(Part::Of::word, name.name);
        tracer.read_home(name);
    }
};

}  // namespace

Footprint footprint(const Change& change, const Schema& before) {
    Footprint found;
    std::visit(Trace{Tracer(before, found)}, change);
    return found;
}

Footprint footprint(const std::vector<Change>& changes, const Schema& before) {
    Footprint found;
    Schema schema = before;
    for (const Change& change : changes) {
        std::visit(Trace{Tracer(schema, found)}, change);
        apply(schema, change);
    }
    return found;
}

}  // namespace aludel::schema
