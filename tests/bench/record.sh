#!/bin/sh
# Prints the record of citations, of today, for the CV of generate.sh with as many publications.
set -eu
awk -v count="$1" -v day="$(date -u +%Y-%m-%d)" 'BEGIN {
    print "{\"cv2tex\":\"citations 1\",\n\"papers\":["
    for (i = 1; i <= count; i++) {
        printf "{\"paper\":\"doi:10.1000/engine.%d\",\"count\":%d,\"source\":\"openalex\"", i, i % 300
        printf ",\"date\":\"%s\",\"id\":\"https://openalex.org/W%d\"", day, 1000000000 + i
        printf ",\"title\":\"Training of Large Systems, Part %d: Theory & Practice\",\"years\":{", i
        for (year = 2018; year <= 2026; year++)
            printf "\"%d\":%d%s", year, i % 30, year < 2026 ? "," : "}}"
        print i < count ? "," : ""
    }
    print "]}"
}'
