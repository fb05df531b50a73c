# Writes OUTPUT, a C++ source with the text of each of TEMPLATES: cmake -DOUTPUT=... -DTEMPLATES=a;b -P embed.cmake
set(entries "")
foreach(file IN LISTS TEMPLATES)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE "\\.mustache$" "" name "${name}")
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(MAKE_C_IDENTIFIER "${name}" variable)
  string(APPEND arrays "constexpr unsigned char ${variable}[] = {${bytes}0};\n")
  string(APPEND entries "    {\"${name}\", ${variable}, sizeof ${variable} - 1},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "// Written by templates/embed.cmake.
#include \"embedded_templates.h\"

namespace aludel::generator {
namespace {
${arrays}
constexpr EmbeddedTemplate all[] = {
${entries}};
}  // namespace

std::span<const EmbeddedTemplate> embedded_templates() {
    return all;
}

}  // namespace aludel::generator
")
file(COPY_FILE "${OUTPUT}.new" "${OUTPUT}" ONLY_IF_DIFFERENT)
