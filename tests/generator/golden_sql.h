#pragma once

#include <map>
#include <set>
#include <string>

#include <aludel/generator/config.h>
#include <aludel/generator/model_document.h>
#include <aludel/schema/snapshot.h>

/// What a revision that autogenerate wrote is to databases: the script of each dialect, up and down, and the kinds of
/// changes in it ("create table"...).
struct RenderedRevision {
    std::map<std::string, std::string> scripts;  ///< "sqlite" to its text
    std::set<std::string> kinds;                 ///< of the upgrade
};

/// @param command as it was typed: `aludel revision --autogenerate ...`, with its answers.
RenderedRevision render_revision(const aludel::generator::Config& config, const aludel::generator::ModelDocument& models,
                                 const aludel::schema::Snapshot& before, const std::string& command);

/// Every kind that there is.
const std::set<std::string>& all_kinds();
