#!/bin/sh
# Make a Virtuoso 7 available to the tests, where that can be done; else say that its tests will be skipped.
# The tests run a server of their own; that of the package is not started.
set -u
command -v virtuoso-t >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7 >/dev/null 2>&1
    command -v virtuoso-t >/dev/null 2>&1 && exit 0
fi
echo "no Virtuoso could be installed: the tests of it will be skipped (see the count at the end)" >&2
