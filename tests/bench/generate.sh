#!/bin/sh
# Prints a CV with as many publications as are asked for, of some 450 bytes each.
set -eu
awk -v count="$1" 'BEGIN {
    print "name: Ada Lovelace\nemail: ada@example.org\nsections:\n  Publications:"
    split("Efficient Scalable Private Carbon-Aware Accessible Parallel Distributed Robust", how)
    split("Training Scheduling Compilation Inference Storage Networking Verification", what)
    for (i = 1; i <= count; i++) {
        printf "    - title: \"%s %s of Large Systems, Part %d: *Theory* & Practice\"\n", \
               how[i % 8 + 1], what[i % 7 + 1], i
        printf "      authors: [Ada Lovelace, Charles Babbage, Mary Somerville, Author %d]\n", i % 1000
        print "      venue: Proceedings of the International Conference on Analytical Engines"
        printf "      date: %d-%02d\n", 1990 + i % 35, i % 12 + 1
        printf "      pages: %d-%d\n      doi: 10.1000/engine.%d\n", i % 900, i % 900 + 12, i
        print "      abstract: We describe an engine that weaves algebraic patterns just as the"
        print "        loom weaves flowers and leaves, and measure that it is 41.2% faster."
    }
}'
