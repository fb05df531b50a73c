#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/diagnostic.h>
#include <aludel/generator/revision_file.h>

namespace aludel::generator {

std::string chain_header(const Config& config);
/// chain.cpp for these revisions, parents first.
std::string chain_source(const Config& config, const std::vector<RevisionFile>& revisions);

/// What differs between a chain.cpp and the one that these revisions make, one sentence each: a revision that is missing,
/// a row without its file, a row that differs; empty when they are the same. Line endings do not count.
std::vector<std::string> chain_differences(std::string_view found, const std::string& expected);

/// Where the chain on disk is not of these revisions: a revision file without a row, at its object, and a row without a file,
/// at its line. Each says the way out; empty when they agree, or when there is neither a chain nor a revision.
std::vector<Diagnostic> chain_problems(const Config& config, const std::vector<RevisionFile>& revisions);
/// @throws Failure with them: nothing is to be built on such a chain.
void refuse_torn_chain(const Config& config, const std::vector<RevisionFile>& revisions);

}  // namespace aludel::generator
