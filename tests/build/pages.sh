#!/bin/sh
# A CV is made to fit on so many pages.
. "$(dirname "$0")/common"
need pdflatex pdfinfo

# cv LINES: a CV with so many bullets
cv() {
    printf 'name: Ada Lovelace\nsections:\n  Notes:\n'
    i=0
    while [ $i -lt "$1" ]; do echo "    - Note number $i about the engine"; i=$((i + 1)); done
}

cv 30 > short.yaml
run 0 "what fits is left alone" build short.yaml --pages 1
verdict "nothing is said" sh -c '! grep -q "made to fit" err'
cv 44 > little.yaml
run 0 "a little too long" build little.yaml
says "has two pages" "little.pdf: 2 pages"
run 0 "can be made to fit" build little.yaml --pages 1
says "has one page" "little.pdf: 1 page,"
says "it is said how" "made to fit: line spacing"
cv 46 > more.yaml
run 0 "more than that" build more.yaml --pages 1
says "takes smaller type" "type size 10pt"
cv 200 > long.yaml
run 0 "far too long" build long.yaml --pages 1
says "cannot be" "the CV takes"
says "it is a warning" "[does-not-fit]"
verdict "the PDF is whole" sh -c 'pdftotext long.pdf - | grep -q "number 199"'
finish
