#!/bin/sh
# Holds the schema against a public validator: usage: tests/schema/run.sh [PROGRAM]
# Exits with 77, and says why, where npm or its packages are not to be had.
set -eu
cd "$(dirname "$0")/../.."
program=${1:-./cv2tex}
packages=build/schema

skip() {
    echo "SKIP schema: $1"
    exit 77
}

command -v node >/dev/null || skip "there is no node"
command -v npm >/dev/null || skip "there is no npm"
mkdir -p $packages
if ! cmp -s tests/schema/package.json $packages/package.json || [ ! -d $packages/node_modules ]; then
    cp tests/schema/package.json $packages/
    timeout 100 npm --prefix $packages install --silent --no-audit --no-fund --no-package-lock \
        >$packages/npm.log 2>&1 || {
        rm $packages/package.json
        skip "npm cannot install ajv and yaml"
    }
fi
exec node tests/schema/validate.mjs "$program" $packages
