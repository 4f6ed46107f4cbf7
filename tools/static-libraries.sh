#!/usr/bin/env bash
# Makes a directory in which the linker finds C libraries as archives only, so that a release needs none of them where it runs.
#   tools/static-libraries.sh .build/static
set -euo pipefail
mkdir -p "$1"
for library in sqlite3; do
  archive=$(gcc -print-file-name="lib$library.a" 2> /dev/null || clang -print-file-name="lib$library.a")
  if [ ! -e "$archive" ]; then
    echo "lib$library.a is not there: the executable will need lib$library.so where it runs" >&2
    continue
  fi
  ln -sf "$archive" "$1/lib$library.a"
done
