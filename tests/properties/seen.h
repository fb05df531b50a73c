#pragma once

#include <map>
#include <string>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::testing {

/// Which members of the values that were looked at held something else than their default, and which alternatives occurred. A
/// member that is added to the model does not compile here until it is looked at; then it has to be drawn.
class Seen {
public:
    void look(const schema::Schema& schema);
    void look(const schema::Change& change);

    /// What was never seen, in order: "Index.include", "Type.kind alternative 3".
    std::vector<std::string> missing() const;
    std::size_t probes() const { return seen_.size(); }

private:
    void probe(const std::string& what, bool held) { seen_[what] = seen_[what] || held; }
    template <class Variant>
    void alternative(const std::string& what, const Variant& value);
    template <class Enum>
    void enumerator(const std::string& what, Enum value, Enum last);

    void look(const std::string& of, const schema::Name& name);
    void look(const std::string& of, const schema::Expression& expression);
    void look(const std::string& of, const std::vector<std::string>& only);
    void look(const schema::Table& table);
    void look(const schema::Column& column);
    void look(const schema::Type& type);
    void look(const schema::Default& value);
    void look(const schema::Constraint& constraint);
    void look(const schema::PrimaryKey& key);
    void look(const schema::Unique& unique);
    void look(const schema::ForeignKey& key);
    void look(const schema::Check& check);
    void look(const schema::Index& index);
    void look(const schema::IndexKey& key);
    void look(const schema::TableOptions& options);
    void look(const schema::Enum& type);
    void look(const schema::View& view);
    void look(const schema::Sequence& sequence);
    void look(const schema::Opaque& object);

    std::map<std::string, bool> seen_;
};

}  // namespace aludel::testing
