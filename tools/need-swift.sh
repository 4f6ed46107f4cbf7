#!/usr/bin/env bash
# Says what is missing when Swift is not there or too old.
set -euo pipefail
wanted=6.2
if ! command -v swift > /dev/null; then
  echo "Swift is not installed (no 'swift' on the PATH). Penstock needs Swift $wanted or newer: https://www.swift.org/install/linux/" >&2
  exit 1
fi
version=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -1)
if [ "$(printf '%s\n' "$wanted" "$version" | sort -V | head -1)" != "$wanted" ]; then
  echo "Swift $version is too old. Penstock needs Swift $wanted or newer: https://www.swift.org/install/linux/" >&2
  exit 1
fi
