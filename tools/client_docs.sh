#!/usr/bin/env bash
# Checks the client library's documentation: every link leads somewhere, and every step of the tutorial compiles.
#   client_docs.sh [FOLDER]     writes the pages into FOLDER (default: .build/client-docs)
# It needs what `swift build` left in .build/debug.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${PENSTOCK_BUILD:-.build}
output=${1:-$build/client-docs}
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT
catalog=Sources/PenstockClient/PenstockClient.docc

# Modules in C that the dependencies are made of.
includes=(-I "$build/debug/Modules")
while read -r map; do includes+=(-Xcc "-fmodule-map-file=$map"); done < <(
  find -L "$build/checkouts" -path '*/Sources/*/include/module.modulemap'
  find -L "$build/debug/" -maxdepth 2 -path '*.build/module.modulemap'
)
target=$(swiftc -print-target-info | sed -n 's/.*"triple": "\([^"]*\)".*/\1/p' | head -1)

swift symbolgraph-extract -module-name PenstockClient "${includes[@]}" -target "$target" -output-dir "$graphs" -minimum-access-level public \
  -skip-inherited-docs
docc convert "$catalog" --additional-symbol-graph-dir "$graphs" --output-dir "$output" --fallback-display-name PenstockClient \
  --fallback-bundle-identifier io.penstock.client --warnings-as-errors

for step in "$catalog"/Tutorials/Resources/*.swift; do
  swiftc -typecheck -swift-version 6 -warnings-as-errors "${includes[@]}" "$step" || { echo "$step does not compile" >&2; exit 1; }
done
echo "the client's documentation is in $output"
