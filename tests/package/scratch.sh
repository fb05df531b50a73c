# What the tests of this folder share; each sources it: a scratch folder that goes away, and words to say what should be.
# Every one is run as <test> <build folder> <C++ compiler>.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1
compiler=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The scratch folder has another name each time, and the same files in it.
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CMAKE_C_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR="$work" CCACHE_NOHASHDIR=1
fi
unset ALUDEL_MODELS DESTDIR PKG_CONFIG_PATH

it() { echo "- $*"; }
fail() {
    echo "FAILED: $*"
    cat "$work/log"
    exit 1
}
# passes COMMAND...; refuses TEXT COMMAND...: its output in the log.
passes() { "$@" >"$work/log" 2>&1 || fail "$*"; }
refuses() {
    local text=$1
    shift
    if "$@" >"$work/log" 2>&1; then fail "should have been refused: $*"; fi
    says "$text"
}
# CMake wraps its messages: they are compared without line ends and runs of blanks.
says() { tr -s '[:space:]' ' ' <"$work/log" | grep -qF -- "$1" || fail "the output lacks: $1"; }
silent() { if tr -s '[:space:]' ' ' <"$work/log" | grep -qF -- "$1"; then fail "the output has: $1"; fi; }

# configure PREFIX APPLICATION [arguments of cmake]: into its folder `build`.
configure() { passes configuring "$@"; }
configuring() {
    local prefix=$1 source=$2
    shift 2
    cmake -G Ninja -S "$source" -B "$source/build" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$prefix" "$@"
}
# runs APPLICATION: notes upgrades its database, and then has nothing more to do.
runs() {
    rm -f "$1/notes.db"
    (cd "$1" && passes ./build/notes)
    says "upgraded through 2 revisions"
    (cd "$1" && passes ./build/notes)
    says "upgraded through 0 revisions"
}
