#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <aludel/migrations/operation.h>

namespace aludel::migrations {

/// Values of every struct with every field drawn at random: what they say need not make sense to a database.
class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}

    std::vector<Operation> operations();

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(engine_); }
    bool flip() { return below(2) == 0; }
    std::int64_t number();
    std::optional<std::int64_t> maybe_number() { return flip() ? std::optional(number()) : std::nullopt; }
    std::string word();
    std::string maybe_word() { return flip() ? word() : std::string(); }
    std::vector<std::string> words();
    schema::Name name() { return flip() ? schema::Name(word()) : schema::Name(word(), word()); }
    schema::Expression expression();
    schema::Value value();
    schema::Type type();
    schema::Column column();
    schema::PrimaryKey primary_key() { return {word(), words(), maybe_word()}; }
    schema::Unique unique();
    schema::ForeignKey foreign_key();
    schema::Check check() { return {word(), expression(), flip(), words(), maybe_word()}; }
    schema::Constraint constraint();
    schema::Index index();
    schema::TableOptions options() { return {flip() ? word() : std::string(), flip(), flip()}; }
    schema::Table table();
    schema::Enum enumeration(const schema::Name& name);
    schema::Sequence sequence(const schema::Name& name);
    schema::Opaque opaque() { return {name(), word(), expression(), expression(), words()}; }
    schema::AlterColumn alteration();
    schema::Change change();
    Operation operation();

    std::mt19937 engine_;
};

}  // namespace aludel::migrations
