#!/bin/sh
# Prints what a CV of 10,000 BibTeX entries costs, as ratios; called by `make bench` with the folder of
# the programs.
set -eu
bench=$1

# entries COUNT: so many, of some 500 bytes each
entries() {
    awk -v count="$1" 'BEGIN {
        split("Efficient Scalable Private Carbon-Aware Accessible Parallel Distributed Robust", how)
        split("Training Scheduling Compilation Inference Storage Networking Verification", what)
        split("article inproceedings book misc", type)
        print "@string{engines = {Transactions of the Society for {Analytical} Engines}}"
        for (i = 1; i <= count; i++) {
            printf "@%s{engine%d,\n  title = {%s %s of {L}arge Systems, Part %d: {\\em Theory} \\& Practice},\n", \
                   type[i % 4 + 1], i, how[i % 8 + 1], what[i % 7 + 1], i
            printf "  author = {Lovelace, Ada and Babbage, Charles and M{\\\"u}ller, Author %d},\n", i % 1000
            printf "  journal = engines,\n  year = {%d}, month = %s,\n", 1990 + i % 35, \
                   substr("janfebmaraprmayjunjulaugsepoctnovdec", i % 12 * 3 + 1, 3)
            printf "  volume = {%d}, number = {%d}, pages = {%d--%d},\n", i % 40, i % 6 + 1, i % 900, i % 900 + 12
            printf "  doi = {10.1000/engine.%d},\n", i
            print "  abstract = {We describe an engine that weaves algebraic patterns just as the"
            print "    loom weaves flowers and leaves, and measure that it is 41.2\\% faster.}\n}\n"
        }
    }'
}

cv() {
    entries "$1" > "$bench/$1.bib"
    printf 'name: Ada Lovelace\nsections:\n  Publications:\n    entries_from: %s.bib\n' "$1"
    printf '    group_by: type\n    sort: date\n    number: prefixed\n'
}

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

cv 5000 > "$bench/5000-bib.yaml"
cv 10000 > "$bench/10000-bib.yaml"
sh tests/bench/generate.sh 10000 > "$bench/10000.yaml"
awk -v half="$(instructions ./cv2tex -q "$bench/5000-bib.yaml")" \
    -v whole="$(instructions ./cv2tex -q "$bench/10000-bib.yaml")" \
    -v events="$(instructions "$bench/events" "$bench/10000.yaml")" \
    -v bib="$(wc -c < "$bench/10000.bib")" -v yaml="$(wc -c < "$bench/10000.yaml")" 'BEGIN {
    printf "10,000 BibTeX entries (%.1f MB): %.2f times the instructions of libyaml alone on as many " \
           "bytes (to be at most 2.5)\n", bib / 1e6, whole / (events * bib / yaml)
    printf "10,000 BibTeX entries: %.2f times the instructions of 5,000 (2 is linear)\n", whole / half }'
