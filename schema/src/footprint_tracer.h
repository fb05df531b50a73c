#pragma once

#include <set>
#include <string>

#include <aludel/schema/footprint.h>

namespace aludel::schema {

/// Notes in a footprint what stands in the parts of a schema: what an object refers to, and the names it takes.
class Tracer {
public:
    Tracer(const Schema& before, Footprint& footprint) : schema_(before), footprint_(footprint) {}

    void read(Part part) const { footprint_.reads.insert(std::move(part)); }
    void write(Part part) const { footprint_.writes.insert(std::move(part)); }

    /// That the table is there.
    void read_table(const Name& table) const { read({Part::Of::table, table, {}}); }
    void read_column(const Name& table, const std::string& column) const { read({Part::Of::column, table, column}); }
    void read_columns(const Name& table, const std::vector<std::string>& columns) const;
    /// What it is made of and refers to, as one carries it that adds it, drops it or puts another in its place.
    void read_parts(const Column& column, const Table& table) const;
    void read_parts(const PrimaryKey& key, const Table& table) const { read_columns(table.name, key.columns); }
    void read_parts(const Unique& unique, const Table& table) const;
    void read_parts(const ForeignKey& key, const Table& table) const;
    void read_parts(const Check& check, const Table& table) const { read_text(check.expression, &table); }
    void read_parts(const Index& index, const Table& table) const;
    void read_parts(const Table& table) const;
    void read_parts(const View& view) const { read_text(view.query, nullptr); }
    void read_parts(const Opaque& object) const;
    /// @param table whose text it is; none of a view or an opaque object
    void read_text(const Expression& text, const Table* table) const;
    /// The database schema in which an object is made or dropped.
    void read_home(const Name& object) const;

    /// The object's name in the namespace of its database schema.
    void write_name(const Name& name) const { write({Part::Of::name, name, {}}); }
    void write_name(const Name& table, const std::string& name) const { write_name(Name(table.schema, name)); }
    /// What texts have for an object of that name.
    void write_words(Part::Of of, const std::string& name) const;
    /// The table comes, goes or changes its name: with everything that lives under it.
    void write_whole(const Table& table) const;
    void write_column(const Name& table, const std::string& column) const;
    /// A constraint comes, goes or changes its name.
    void write_constraint(const Name& table, const Constraint& constraint) const;
    void write_index(const Name& table, const std::string& index) const;
    /// An opaque object, and whatever its text makes beside.
    void write_object(const Opaque& object) const;

    /// What a foreign key needs of the table it refers to: a key over these columns, whichever.
    void read_keys(const Name& table, std::vector<std::string> columns) const;
    /// The foreign keys in which the column takes part, with the columns on either side.
    void read_foreign_keys_of(const Name& table, const std::string& column) const;
    /// A column beside this one that is not computed: a table needs one.
    void read_remaining_column(const Table& table, const std::string& but) const;

    const Schema& schema() const { return schema_; }

private:
    void read_type(const Type& type) const;
    void read_word(const std::string& name) const;
    void follow_texts(std::set<std::string>& words) const;

    const Schema& schema_;
    Footprint& footprint_;
};

}  // namespace aludel::schema
