# Sourced by the commands that build.
# shellcheck shell=bash

# build PRESET [TARGET…]: configures once (Ninja repeats it by itself when a CMake file changes), then builds what is out of
# date: everything, or the targets.
build() {
  local preset=$1; shift
  if [ ! -f "build/$preset/build.ninja" ]; then cmake --preset "$preset"; fi
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
