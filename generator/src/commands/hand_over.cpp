#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>

#include "commands.h"
#include "program.h"

namespace aludel::generator {

int run(const Context& context, const HandOverOptions& options) {
    const Config config = context.read_config();
    const path program = migrate_program(config, options.command);
    std::vector<std::string> words = {program.string(), options.command};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    context.explain(fmt::format("running {} {}", shown(program), options.command));  // not its arguments: a URL may hold a password
    std::fflush(nullptr);
    ::execv(argv.front(), argv.data());
    throw Failure("no-program", fmt::format("cannot run {}: {}", shown(program), std::strerror(errno)));
}

}  // namespace aludel::generator
