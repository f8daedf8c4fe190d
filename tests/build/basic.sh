#!/bin/sh
# The outputs of cv2tex build, and its names.
. "$(dirname "$0")/common"
need pdflatex pdftotext pdftoppm
simple_cv > cv.yaml

run 0 "default name" build cv.yaml
verdict "the PDF has the text" sh -c 'pdftotext cv.pdf - | grep -q "On the engine"'
says "a line about it" "cv.pdf: 1 page"
run 0 quiet build -q cv.yaml -o quiet.pdf
verdict "quiet says nothing" test ! -s err
run 0 "PDF to standard output" build cv.yaml -o -
verdict "it is a PDF" sh -c 'head -c 5 out | grep -q "%PDF-"'
simple_cv | "$CV2TEX" build - -o stdin.pdf 2> err
verdict "standard input is read" test -s stdin.pdf
run 2 "standard input wants a name" build -
run 0 LaTeX build cv.yaml -o cv.tex
"$CV2TEX" cv.yaml > emitted.tex
verdict "it is the LaTeX of the filter" cmp -s cv.tex emitted.tex
run 0 "a picture" build cv.yaml -o cv.png
verdict "it is a PNG" sh -c 'head -c 4 cv.png | grep -q PNG'
run 0 "all pages" build cv.yaml -o all.png --all-pages
verdict "they are numbered" test -s all-1.png
run 2 "another ending" build cv.yaml -o cv.docx
mkdir pdfs
run 0 "into a folder" build cv.yaml -o pdfs
verdict "with its own name" test -s pdfs/cv.pdf
cp cv.yaml two.yaml
printf 'name: [\n' > bad.yaml
run 1 "several, one of them bad" build cv.yaml bad.yaml two.yaml -o pdfs/ -j 2
verdict "the others are built" test -s pdfs/two.pdf
says "the bad one is told" "bad.yaml:"
run 2 "several to one place" build cv.yaml two.yaml -o x.pdf
cp cv.pdf before.pdf
printf 'name: Ada\nsections:\n  A:\n    - !tex "\\\\nonsense"\n' > cv.yaml
run 4 "a TeX error" build cv.yaml
verdict "leaves the old PDF" cmp -s cv.pdf before.pdf
run 1 "strict counts warnings" build --strict bad.yaml
"$CV2TEX" build two.yaml --keep 2> err
folder=$(sed -n 's/.*work folder is //p' err)
verdict "--keep leaves the work folder" test -s "$folder/cv.log"
verdict "which only we can enter" sh -c "ls -ld '$folder' | grep -q ^drwx------"
rm -rf tmp/*
finish
