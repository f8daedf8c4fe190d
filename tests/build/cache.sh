#!/bin/sh
# The cache of preambles: used, and of no consequence for the PDF whatever is done to it.
. "$(dirname "$0")/common"
need pdflatex gzip
export SOURCE_DATE_EPOCH=1700000000
real=$(command -v pdflatex)
cat > bin/pdflatex << END
#!/bin/sh
echo x >> "$scratch/runs"
exec "$real" "\$@"
END
chmod +x bin/pdflatex
PATH="$scratch/bin:$PATH"
simple_cv > cv.yaml
"$CV2TEX" build -q --no-cache cv.yaml -o plain.pdf
verdict "--no-cache makes no cache" test ! -e xdg

# builds NAME RUNS [OPTION...]: the same PDF, by so many runs of pdflatex
builds() {
    label=$1
    runs=$2
    shift 2
    : > runs
    rm -f cv.pdf
    run 0 "$label" build -q cv.yaml "$@"
    verdict "$label: the same PDF" cmp -s cv.pdf plain.pdf
    [ "$runs" = any ] || verdict "$label: $runs runs" test "$(wc -l < runs)" -eq "$runs"
}
entry() { ls -d xdg/cv2tex/[0-9a-f]*; }

builds "first build" 3
verdict "one entry" test "$(entry | wc -l)" -eq 1
verdict "of our own" sh -c "ls -ld xdg/cv2tex | grep -q ^drwx------"
builds "second build" 1

# Damage. What is noticed before costs a new format, what is noticed after costs a run.
for file in format.fmt state key; do
    echo nonsense > "$(entry)/$file"
    builds "damaged $file" any
    builds "mended $file" 1
done
: > "$(entry)/ls-R"
builds "empty index" 2
builds "no entry" 3
builds "mended index" 1
: > "$(entry)/fonts.map"
builds "empty list of fonts" 2
builds "no entry, again" 3
builds "mended list of fonts" 1
rm "$(entry)/t0"
builds "missing link" any
rm -rf xdg
mkdir -p xdg/cv2tex/new-left
builds "removed cache" any
rm -rf xdg
: > xdg
builds "a file instead of the folder" 2
rm xdg
mkdir -p elsewhere xdg
ln -s "$scratch/elsewhere" xdg/cv2tex
builds "a link instead of the folder" 2
verdict "it is not followed" test -z "$(ls elsewhere)"
rm xdg/cv2tex
mkdir -m 777 xdg/cv2tex
builds "a folder for all" 2
rm -rf xdg
if [ "$(id -u)" -eq 0 ]; then
    mkdir -p xdg/cv2tex
    chown 12345 xdg/cv2tex
    builds "a folder of somebody else" 2
    rm -rf xdg
fi
(unset XDG_CACHE_HOME HOME; "$CV2TEX" build -q cv.yaml -o cv.pdf)
verdict "no HOME" cmp -s cv.pdf plain.pdf

# What another CV with the same preamble has taught.
builds "filled again" 3
printf 'name: Ada Lovelace\nemail: ada@example.org\nsections:\n  Notes:\n    - "*On* **the** `engine` $x^2$"\n' > other.yaml
"$CV2TEX" build -q --no-cache other.yaml -o other-plain.pdf
"$CV2TEX" build -q other.yaml -o other.pdf
verdict "another CV with further fonts" cmp -s other.pdf other-plain.pdf
"$CV2TEX" build -q other.yaml -o other.pdf
verdict "and again" cmp -s other.pdf other-plain.pdf
builds "the first one after it" 1

# Two at once, both with an empty cache.
rm -rf xdg
cp cv.yaml two.yaml
mkdir pdfs
run 0 "two at once" build -q cv.yaml two.yaml -j2 -o pdfs/
verdict "the first of two" cmp -s pdfs/cv.pdf plain.pdf
verdict "one entry for both" test "$(entry | wc -l)" -eq 1
builds "after two at once" 1

# A changed class is seen at once, in a tree without an index, too.
export TEXMFHOME="$scratch/home"
mkdir -p home/tex/latex/mine
builds "a tree of one's own" 3
builds "the same again" 1
style=$(kpsewhich moderncvcolorblue.sty)
sed 's|^.endinput|\\definecolor{color1}{rgb}{0.9,0.1,0.1}&|' "$style" > home/tex/latex/mine/moderncvcolorblue.sty
"$CV2TEX" build -q --no-cache cv.yaml -o red.pdf
"$CV2TEX" build -q cv.yaml -o cv.pdf
verdict "a changed style" cmp -s cv.pdf red.pdf
verdict "which differs" sh -c "! cmp -s red.pdf plain.pdf"
cp home/tex/latex/mine/moderncvcolorblue.sty .
"$CV2TEX" build -q --no-cache cv.yaml -o red.pdf
rm -r home
"$CV2TEX" build -q cv.yaml -o cv.pdf
verdict "a style beside the CV" cmp -s cv.pdf red.pdf
rm moderncvcolorblue.sty
unset TEXMFHOME

# Mistakes read the same, on the same lines.
printf 'name: Ada\nsections:\n  A:\n    - fine\n    - !tex "\\\\nonsense"\n' > bad.yaml
run 4 "a TeX error" build --no-cache bad.yaml -o bad.pdf
cp err err-plain
run 4 "a TeX error, cached" build bad.yaml -o bad.pdf
run 4 "a TeX error, cached again" build bad.yaml -o bad.pdf
verdict "it reads the same" cmp -s err err-plain
finish
