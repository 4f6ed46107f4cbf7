#!/usr/bin/env bash
# Makes sure that commands exist, and installs the Debian packages that hold them where it can.
#   tools/need.sh nginx haproxy python3-venv perf:linux-perf …      (a command and its package, where the names differ)
set -euo pipefail
declare -A probe=([python3-venv]='python3 -m venv --help' [curl]='curl --version' [ca-certificates]='test -e /etc/ssl/certs'
  [libsqlite3-dev]='test -e /usr/include/sqlite3.h')
missing=()
for name in "$@"; do
  package=${name#*:} command=${name%%:*}
  if [ -n "${probe[$package]:-}" ]; then ${probe[$package]} > /dev/null 2>&1 || missing+=("$package"); continue; fi
  PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$command" > /dev/null || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
if ! command -v apt-get > /dev/null; then
  echo "missing: ${missing[*]}. There is no apt-get here: please install what your system calls them." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo > /dev/null || { echo "missing: ${missing[*]}. Please run as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
