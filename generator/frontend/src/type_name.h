#pragma once

#include <clang/AST/Type.h>

#include <optional>
#include <string>
#include <string_view>

namespace clang {
class NamedDecl;
}

namespace aludel::frontend {

/// "optional", "chrono::time_point": the name inside namespace std, inline namespaces left out; empty elsewhere.
std::string standard_name(const clang::NamedDecl& declaration);
/// The name of something at the top level or in std, for what may stand in both: std::int64_t.
std::string global_or_standard_name(const clang::NamedDecl& declaration);

/// "boost::uuids::uuid": with the namespaces and classes around it, inline and unnamed ones left out.
std::string qualified_name(const clang::NamedDecl& declaration);
/// The type as qualified names, without spaces: "money::amount<2,long>". As the template's arguments are written where they are, so that
/// defaults may be left out.
std::string spelling(clang::QualType type);

/// The typedefs of <cstdint> whose width is in their name, and the integer that holds all their values; 0: none does.
std::optional<int> fixed_width(std::string_view name);
/// Typedefs of the standard library that are another integer on another target; what to write instead.
std::optional<std::string> target_dependent(std::string_view name);

}  // namespace aludel::frontend
