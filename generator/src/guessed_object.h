#pragma once

#include <string>
#include <string_view>

// What an author's CREATE statement makes, as far as its first words say: for suggestions alone, never for what is executed.

namespace aludel::generator {

/// True when there is more than comments and space.
bool has_sql(std::string_view text);

/// "trigger" of a text that begins with CREATE TRIGGER; empty where no kind of object is known by its first words.
std::string guessed_kind(std::string_view text);

/// What drops the one object that the text creates, with its names as they stand there; empty where that is not certain.
std::string guessed_drop(std::string_view text, std::string_view kind);

}  // namespace aludel::generator
