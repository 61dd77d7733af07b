#!/usr/bin/env bash
# Installs through apt what the tests need beside Rust and Node, and nothing where all is there.
set -euo pipefail

missing=()

# need PACKAGE COMMAND...: the package is missing where the command fails.
need() {
  local package=$1
  shift
  "$@" > /dev/null 2>&1 || missing+=("$package")
}

need chromium test -x "${CHROMIUM:-/usr/bin/chromium}"
need fonts-noto-cjk test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
need default-jre-headless command -v java
need xz-utils command -v xz
need git command -v git
need ca-certificates test -e /etc/ssl/certs/ca-certificates.crt
need gcc command -v gcc
need make command -v make
need libc6-dev test -e /usr/include/stdio.h

if [ "${#missing[@]}" -eq 0 ]; then
  echo "Nothing is missing."
elif [ "$(id -u)" -ne 0 ]; then
  echo "Missing, and only root can install them: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
else
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends "${missing[@]}"
fi
