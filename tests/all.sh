#!/usr/bin/env bash
# Everything that is tested, by one command: on a Debian with Rust and Node, as root where something must be installed.
# LANMU_CORPUS names a folder with the corpora `laws` and `laws2000`; what needs them is skipped without.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() {
  printf '\n== %s\n' "$*"
  "$@"
}

# Documentation with a warning is no documentation.
documentation() {
  RUSTDOCFLAGS="-D warnings" cargo doc --no-deps
}

browser_packages() {
  (cd tests && npm ci)
}

# By their names, since versions of Node disagree on what a folder means; with the program that the tests before built,
# which checks more of itself than the one that is released.
browser_tests() {
  (cd tests && LANMU=../target/debug/lanmu node --test browser/*.test.js browser/unit/*.test.js)
}

step bash tests/needs.sh
step browser_packages
step cargo fmt --check
step cargo clippy --all-targets -- -D warnings
step documentation
step cargo test
step browser_tests
