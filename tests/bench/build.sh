#!/bin/sh
# Prints what `cv2tex build` costs, as ratios to pdflatex; called by `make bench` with the folder of
# the programs.
set -eu
bench=$(cd "$1" && pwd)
cv2tex=${CV2TEX:-$PWD/cv2tex}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp examples/kaiqiang-xu.yaml "$scratch/cv.yaml"
cd "$scratch"
export XDG_CACHE_HOME="$scratch/xdg"
pdflatex=$(command -v pdflatex)
printf '\\documentclass{article}\\begin{document}x\\end{document}\n' > empty.tex
"$cv2tex" cv.yaml > plain.tex
"$cv2tex" build -q cv.yaml -o cv.pdf

"$bench/spawn" 15 "$cv2tex" build -q cv.yaml -o cv.pdf -- "$pdflatex" -interaction=batchmode empty -- \
    "$pdflatex" -interaction=batchmode plain | awk '
    { least[NR] = $1 }
    END { printf "build, warm: %.2f of pdflatex on an empty article (to be at most 0.6)\n",
                 least[1] / least[2]
          printf "build, warm: %.2f of pdflatex on the same LaTeX (to be at most 0.25)\n",
                 least[1] / least[3] }'

cat > cold << END
#!/bin/sh
rm -rf "$XDG_CACHE_HOME"
exec "$cv2tex" build -q cv.yaml -o cv.pdf
END
chmod +x cold
"$bench/spawn" 5 ./cold -- "$pdflatex" -interaction=batchmode plain | awk '
    { least[NR] = $1 }
    END { printf "build, first: %.2f of pdflatex on the same LaTeX (to be at most 2.5)\n",
                 least[1] / least[2] }'

# From a save, which is a file put in the CV's place, to the PDF: both are in the times of the files.
cp cv.yaml watched.yaml
setsid "$cv2tex" watch -q watched.yaml &
watcher=$!
saves() {
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        old=$(stat -c %.9Y watched.pdf)
        { cat cv.yaml; echo "# $i"; } > new.yaml
        mv new.yaml watched.yaml
        while [ "$(stat -c %.9Y watched.pdf)" = "$old" ]; do sleep 0.05; done
        sleep 0.1
        echo "$(stat -c %.9Z watched.yaml) $(stat -c %.9Y watched.pdf)"
    done
}
while [ ! -s watched.pdf ]; do sleep 0.05; done
sleep 0.5
saves | awk '{ if (NR == 1 || $2 - $1 < least) least = $2 - $1 } END { print least }' > saved
kill -INT $watcher
"$bench/spawn" 15 "$cv2tex" build -q cv.yaml -o cv.pdf | awk -v saved="$(cat saved)" '
    { printf "watch, from a save to the PDF: %+.0f ms beside a warm build (to be at most 30)\n",
             (saved - $1) * 1000 }'

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cp cv.yaml cv$i.yaml; done
mkdir pdfs
"$cv2tex" build -q cv?.yaml cv??.yaml -o pdfs/
"$bench/spawn" 5 "$cv2tex" build -q -j1 cv?.yaml cv??.yaml -o pdfs/ -- \
    "$cv2tex" build -q -j2 cv?.yaml cv??.yaml -o pdfs/ | awk '
    { least[NR] = $1 }
    END { printf "build, 16 CVs: -j2 is %.2f times as fast as -j1 (to be at least 1.8)\n",
                 least[1] / least[2] }'
