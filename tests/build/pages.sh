#!/bin/sh
# A CV is made to fit on so many pages.
. "$(dirname "$0")/common"
need pdflatex pdfinfo pdftoppm

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

# How it was made to fit is said so that it can be written down: that gives the same page.
pdftoppm -r 60 little.pdf fitted
fitted() { sed -n "s/.*made to fit:.*$1 \([0-9.a-z]*\).*/\1/p" err; }
run 0 "the same, written down" build little.yaml -o explicit.pdf \
    --set "design.spacing=$(fitted spacing)" --set "design.margin=$(fitted margins)" \
    --set "design.font_size=$(fitted size)"
pdftoppm -r 60 explicit.pdf explicit
verdict "is the same page" cmp -s fitted-1.ppm explicit-1.ppm
run 0 "without the cache" build little.yaml --pages 1 --no-cache -o plain.pdf
pdftoppm -r 60 plain.pdf plain
verdict "it is that page, too" cmp -s fitted-1.ppm plain-1.ppm

cv 46 > more.yaml
run 0 "more than that" build more.yaml --pages 1
says "takes smaller type" "type size 10pt"
cv 200 > long.yaml
run 0 "far too long" build long.yaml --pages 1
says "cannot be" "the CV takes"
says "it is a warning" "[does-not-fit]"
verdict "the PDF is whole" sh -c 'pdftotext long.pdf - | grep -q "number 199"'
finish
