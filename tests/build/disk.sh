#!/bin/sh
# A full disk, where one can be had.
. "$(dirname "$0")/common"
need pdflatex
simple_cv > cv.yaml
mkdir small
if ! mount -t tmpfs -o size=200k none small 2> /dev/null; then
    skip "a full disk" "cannot mount one here"
    finish
fi
trap 'umount "$scratch/small"; rm -rf "$scratch"' EXIT
head -c 180000 /dev/zero > small/fill
TMPDIR=$scratch/small "$CV2TEX" build cv.yaml > out 2> err
verdict "no room for the work" test $? -eq 3
says "it is said" "no room"
verdict "nothing is left there" test "$(ls -A small)" = fill
echo old > small/cv.pdf
run 3 "no room for the output" build cv.yaml -o small/cv.pdf
verdict "the old one is there" test "$(cat small/cv.pdf)" = old
verdict "and nothing else" test "$(ls small | wc -l)" -eq 2
finish
