#!/bin/sh
# Prints what the program costs, as ratios: they hold from machine to machine, seconds do not.
# `make bench` builds and calls this with the folder of the programs.
set -eu
bench=$1
cv=examples/kaiqiang-xu.yaml

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

"$bench/spawn" 1000 ./cv2tex "$cv" -- /bin/true | awk '
    NR == 1 { seconds = $1; resident = $2 }
    NR == 2 { printf "a page: %.2f times the wall time of /bin/true (to be at most 3)\n", seconds / $1
              printf "a page: %.1f MB resident (to be under 6)\n", resident / 1024 }'

sh tests/bench/generate.sh 10000 > "$bench/10000.yaml"
sh tests/bench/generate.sh 20000 > "$bench/20000.yaml"
bytes=$(wc -c < "$bench/20000.yaml")
"$bench/spawn" 3 ./cv2tex "$bench/20000.yaml" | awk -v bytes="$bytes" '
    { printf "20,000 publications (%.1f MB): %.1f times the file in memory (to be under 12)\n",
             bytes / 1e6, $2 * 1024 / bytes }'

half=$(instructions ./cv2tex "$bench/10000.yaml")
whole=$(instructions ./cv2tex "$bench/20000.yaml")
events=$(instructions "$bench/events" "$bench/20000.yaml")
awk -v half="$half" -v whole="$whole" -v events="$events" 'BEGIN {
    printf "20,000 publications: %.2f times the instructions of libyaml alone (to be at most 2)\n",
           whole / events
    printf "20,000 publications: %.2f times the instructions of 10,000 (2 is linear)\n", whole / half }'

# The same with the counts of a fresh record: no request, and little more work.
for count in 60 20000; do
    sh tests/bench/generate.sh "$count" > "$bench/plain.yaml"
    { echo 'citations: {show: [count, total, h_index, i10, chart]}'; cat "$bench/plain.yaml"; } \
        > "$bench/cited.yaml"
    sh tests/bench/record.sh "$count" > "$bench/cited.citations.json"
    plain=$(instructions ./cv2tex "$bench/plain.yaml")
    awk -v plain="$plain" -v cited="$(instructions ./cv2tex "$bench/cited.yaml")" \
        -v asked="$(instructions ./cv2tex --citations "$bench/cited.yaml")" -v count="$count" 'BEGIN {
        printf "%d publications with a record of citations: %.2f times (to be at most 1.2), ", count,
               cited / plain
        printf "with --citations %.2f\n", asked / plain }'
done
