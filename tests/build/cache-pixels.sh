#!/bin/sh
# With the cache the pages are those of the plain run, to the pixel; in fact, so is each byte of the
# PDF. ALL_DESIGNS=1 goes through all styles, colours, fonts and sizes, else through a sample.
examples=$(cd "$(dirname "$0")/../../examples" && pwd)
. "$(dirname "$0")/common"
need pdflatex pdftoppm gzip
export SOURCE_DATE_EPOCH=1700000000

pages() {
    rm -rf "$2"
    mkdir "$2"
    pdftoppm -r 60 "$1" "$2/page"
}

# same CV STYLE COLOUR FONT SIZE: the first build, the second, and the plain one
same() {
    name="$(basename "$1" .yaml) $2 $3 $4 $5"
    set -- "$1" --style "$2" --color "$3" --set "design.font=$4" --set "design.font_size=$5"
    rm -f plain.pdf first.pdf second.pdf
    "$CV2TEX" build -q --no-cache "$@" -o plain.pdf
    "$CV2TEX" build -q "$@" -o first.pdf
    "$CV2TEX" build -q "$@" -o second.pdf
    if [ ! -s plain.pdf ]; then not_ok "$name" "no PDF"; return; fi
    for pdf in first second; do
        cmp -s plain.pdf $pdf.pdf && continue
        pages plain.pdf plain
        pages $pdf.pdf other
        if diff -rq plain other > /dev/null; then
            not_ok "$name" "$pdf build: the pages are the same, but other bytes"
        else
            not_ok "$name" "$pdf build: other pages"
        fi
        return
    done
    ok "$name"
}

if [ -n "${ALL_DESIGNS:-}" ]; then
    for style in classic casual banking oldstyle fancy; do
        for font in default roman sans times palatino charter garamond libertinus helvetica \
                    source-sans; do
            for size in 10pt 11pt 12pt; do
                same "$examples/three-scripts.yaml" $style green $font $size
                same "$examples/professor.yaml" $style burgundy $font $size
            done
        done
        for colour in black blue burgundy green grey orange purple red; do
            same "$examples/kaiqiang-xu.yaml" $style $colour default 11pt
        done
    done
else
    same "$examples/kaiqiang-xu.yaml" banking blue palatino 11pt
    same "$examples/three-scripts.yaml" classic red default 10pt
    same "$examples/professor.yaml" fancy green charter 12pt
    same "$examples/industry.yaml" oldstyle grey sans 11pt
    same "$examples/professor.yaml" casual purple times 11pt
fi
finish
