#pragma once

namespace aludel::generator {

/// `aludel`: reads the command line, runs the command, gives the exit status: 0 done, 1 refused or failed (said on
/// standard error), 2 for a command line that is none.
int main_of_aludel(int argc, char** argv);

}  // namespace aludel::generator
