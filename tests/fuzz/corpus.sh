#!/bin/sh
# Fills the folder that is named with inputs to start a fuzz target from:
#     tests/fuzz/corpus.sh fuzz_yaml FOLDER
# Whole CVs for fuzz_yaml, their single lines for the others, templates for fuzz_template, and what
# was found before (tests/fuzz/found/TARGET).
set -eu
cd "$(dirname "$0")/../.."
target=$1 folder=$2
mkdir -p "$folder"
case $target in
fuzz_yaml)
    for file in tests/cases/*.yaml tests/cases/*/*.yaml tests/invalid/*.yaml examples/*.yaml; do
        cp "$file" "$folder/$(echo "$file" | tr / -)"
    done ;;
fuzz_record)
    for file in tests/cases/*/*.citations.json; do
        cp "$file" "$folder/$(echo "$file" | tr / -)"
    done ;;
fuzz_template)
    for file in templates/moderncv/*.tex; do cp "$file" "$folder/"; done
    printf 'a<<b>>c\001<<>b>>' > "$folder/two" ;;
*)
    # One file for each line: what stands behind the key, or the dash.
    sed -n 's/^ *\(- \)*\([a-z_]*: \)*//p' tests/cases/*.yaml examples/*.yaml | LC_ALL=C sort -u |
        split -l 1 -a 4 - "$folder/line-" ;;
esac
if [ -d "tests/fuzz/found/$target" ]; then cp "tests/fuzz/found/$target"/* "$folder/"; fi
