# Sourced by the commands that build.
# shellcheck shell=bash

# build PRESET: configures once (Ninja repeats it by itself when a CMake file changes), then builds what is out of date.
build() {
  if [ ! -f "build/$1/build.ninja" ]; then cmake --preset "$1"; fi
  cmake --build --preset "$1"
}
