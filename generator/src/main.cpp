#include "command_line.h"

int main(int argc, char** argv) {
    return aludel::generator::main_of_aludel(argc, argv);
}
