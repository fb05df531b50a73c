#pragma once

#include <cstddef>
#include <span>

namespace aludel::generator {

/// A file of templates/ as it was when the tool was built.
struct EmbeddedTemplate {
    const char* name;  ///< without ".mustache"
    const unsigned char* data;
    std::size_t size;
};

std::span<const EmbeddedTemplate> embedded_templates();

}  // namespace aludel::generator
