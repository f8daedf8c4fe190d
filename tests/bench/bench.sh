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
