#!/bin/sh
# Make a Chromium available to the tests, where that can be done; else say that its tests will be skipped.
# Usage: browser.sh PYTHON
set -u
for name in chromium chromium-browser google-chrome; do  # as tests/conftest.py looks for them
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null 2>&1 && exit 0
fi
"$1" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "no Chromium could be installed: the tests of the page will be skipped (see the count at the end)" >&2
