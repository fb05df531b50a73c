#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/record.h>
#include <aludel/runtime.h>

namespace aludel::runtime {

/// Tells a person what a run does: a line a revision in Alembic's words and, when asked, a line a step.
class Progress final : public Observer {
public:
    Progress(const std::vector<migrations::Revision>& revisions, bool verbose);

    void revision_started(const Revision& revision) override;
    void step_started(const Revision& revision, std::string_view description) override;
    void waiting(std::string_view holder) override;
    void warning(std::string_view message) override;

private:
    std::map<std::string, std::string> parents_;  ///< id to "a, b"
    bool verbose_;
};

}  // namespace aludel::runtime
