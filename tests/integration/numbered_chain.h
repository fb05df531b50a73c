#pragma once

#include <array>
#include <utility>

#include <aludel/chain.h>
#include <aludel/revision.h>

namespace aludel::tests {

// A chain in line of as many revisions as are wanted, for measurements and for programs that start together.

/// The words of revision N, as the literals that the light header takes.
template <unsigned N>
struct NumberedWords {
    static constexpr char digit(unsigned place) { return static_cast<char>('0' + N / place % 10); }
    static constexpr char id[] = {'0', '0', '0', '0', '0', '0', '0', '0', '0', digit(100), digit(10), digit(1), 0};
    static constexpr char table[] = {'t', 'a', 'b', 'l', 'e', '_', digit(100), digit(10), digit(1), 0};
    static constexpr char key[] = {'p', 'k', '_', digit(100), digit(10), digit(1), 0};
    static constexpr char index[] = {'i', 'x', '_', digit(100), digit(10), digit(1), 0};
};

/// Creates a table with an index; every tenth revision also adds a column to the table of the one before it.
template <unsigned N>
void numbered_upgrade(operations& op) {
    using namespace types;
    op.create_table({.name = NumberedWords<N>::table,
                     .columns = {{.name = "id", .type = bigint},
                                 {.name = "name", .type = varchar(100)},
                                 {.name = "note", .type = text, .nullable = true},
                                 {.name = "count", .type = integer, .default_value = 0}},
                     .primary_key = {.name = NumberedWords<N>::key, .columns = {"id"}}});
    op.create_index(NumberedWords<N>::table, {.name = NumberedWords<N>::index, .columns = {"name"}});
    if constexpr (N % 10 == 9) op.add_column(NumberedWords<N - 1>::table, {.name = "added", .type = text, .nullable = true});
}

template <unsigned N>
void numbered_downgrade(operations& op) {
    if constexpr (N % 10 == 9) op.drop_column(NumberedWords<N - 1>::table, "added");
    op.drop_table(NumberedWords<N>::table);
}

template <unsigned N>
constexpr revision numbered = {.id = NumberedWords<N>::id,
                               .parents = {NumberedWords<N - 1>::id},
                               .message = "one of many",
                               .api = 1,
                               .upgrade = numbered_upgrade<N>,
                               .downgrade = numbered_downgrade<N>};
template <>
constexpr revision numbered<0> = {
    .id = NumberedWords<0>::id, .message = "one of many", .api = 1, .upgrade = numbered_upgrade<0>, .downgrade = numbered_downgrade<0>};

template <unsigned Count>
struct NumberedChain {
    template <unsigned... N>
    static constexpr std::array<link, Count> links_of(std::integer_sequence<unsigned, N...>) {
        return {link{&numbered<N>, N == 0 ? 0 : N - 1, N == 0 ? 0U : 1U}...};
    }
    template <unsigned... N>
    static constexpr std::array<unsigned, Count> parents_of(std::integer_sequence<unsigned, N...>) {
        return {N...};
    }
    static constexpr auto links = links_of(std::make_integer_sequence<unsigned, Count>());
    static constexpr auto parents = parents_of(std::make_integer_sequence<unsigned, Count>());
};

/// @param Count at most 1,000
template <unsigned Count>
constexpr chain numbered_chain(const runtime::Drivers& drivers) {
    return {"numbered", NumberedChain<Count>::links.data(), Count, NumberedChain<Count>::parents.data(), &drivers};
}

}  // namespace aludel::tests
