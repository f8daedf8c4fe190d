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
fuzz_yaml | fuzz_convert)
    for file in tests/cases/*.yaml tests/cases/*/*.yaml tests/invalid/*.yaml tests/convert/*.yaml examples/*.yaml \
        examples/dialects/*; do
        cp "$file" "$folder/$(echo "$file" | tr / -)"
    done ;;
fuzz_record)
    for file in tests/cases/*/*.citations.json; do
        cp "$file" "$folder/$(echo "$file" | tr / -)"
    done ;;
fuzz_bib)
    find tests examples -name '*.bib' | while read -r file; do
        cp "$file" "$folder/$(echo "$file" | tr / -)"
    done
    awk -v folder="$folder" 'BEGIN {
        for (i = 0; i < 1000; i++) { open = open "{"; close_ = close_ "}"; emph = emph "\\emph{" }
        print "@misc{a, title = " open close_ ", author = {" open "A" close_ "}}" > folder "/deep"
        print "@misc{a, title = " open > folder "/open"
        print "@misc{a, title = {" emph close_ "}}" > folder "/emph"
        print "@string{a = a # a}\n@misc{b, title = a}" > folder "/self"
        print "@string{a0 = {xx}}" > folder "/bomb"
        for (i = 0; i < 40; i++) print "@string{a" i + 1 " = a" i " # a" i "}" > folder "/bomb"
        print "@misc{b, title = a40}" > folder "/bomb"
        print "@misc{a, crossref = {b}}\n@misc{b, crossref = {a}}" > folder "/cycle"
        printf "@misc{a, title = \"x%c\n", 0 > folder "/nul"
    }' ;;
fuzz_template)
    for file in templates/moderncv/*.tex; do cp "$file" "$folder/"; done
    printf 'a<<b>>c\001<<>b>>' > "$folder/two" ;;
fuzz_citations)
    # The first letter chooses the source and the kind of call: A to G ask for many, H to N for one.
    work='"title":"T","cited_by_count":3,"counts_by_year":[{"year":2024,"cited_by_count":3}]'
    printf 'A{"meta":{"count":1,"timed_out":false},"results":[{"doi":"https://doi.org/10.1/a",%s}]}' \
        "$work" > "$folder/openalex"
    printf 'H{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1/a",%s}' "$work" \
        > "$folder/openalex-one"
    printf 'O{"results":[{%s,"publication_year":2020,"authorships":[{"author":{"display_name":"A B"}}]}]}' \
        "$work" > "$folder/openalex-title"
    printf 'B[{"paperId":"c","externalIds":{"DOI":"10.1/a"},"title":"T","citationCount":3},null,null]' \
        > "$folder/semantic-scholar"
    printf 'C{"message":{"items":[{"DOI":"10.1/A","is-referenced-by-count":3,"title":["T"]}]}}' \
        > "$folder/crossref"
    printf 'K[{"count":"34"}]' > "$folder/opencitations"
    printf 'E{"hits":{"total":1,"hits":[{"id":"1","metadata":{"citation_count":3,"dois":[{"value":"10.1/a"}],"arxiv_eprints":[{"value":"2106.15928"}]}}]}}' \
        > "$folder/inspire"
    printf 'F{"response":{"numFound":1,"docs":[{"bibcode":"b","identifier":["arXiv:2106.15928","10.1/a"],"citation_count":3}]}}' \
        > "$folder/ads"
    printf 'G{"hitCount":1,"resultList":{"result":[{"id":"123","source":"MED","doi":"10.1/a","citedByCount":3}]}}' \
        > "$folder/europepmc"
    printf 'V{"id":"A","works_count":5,"cited_by_count":9,"summary_stats":{"h_index":2,"i10_index":1}}' \
        > "$folder/author" ;;
*)
    # One file for each line: what stands behind the key, or the dash.
    sed -n 's/^ *\(- \)*\([a-z_]*: \)*//p' tests/cases/*.yaml examples/*.yaml | LC_ALL=C sort -u |
        split -l 1 -a 4 - "$folder/line-" ;;
esac
if [ -d "tests/fuzz/found/$target" ]; then cp "tests/fuzz/found/$target"/* "$folder/"; fi
