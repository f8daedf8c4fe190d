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
# Builds take turns with it, so that other work of the machine slows both.
cp cv.yaml watched.yaml
setsid "$cv2tex" watch -q watched.yaml &
watcher=$!
while [ ! -s watched.pdf ]; do sleep 0.05; done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    old=$(stat -c %.9Y watched.pdf)
    { cat cv.yaml; echo "# $i"; } > new.yaml
    sleep 0.2
    mv new.yaml watched.yaml
    while [ "$(stat -c %.9Y watched.pdf)" = "$old" ]; do sleep 0.05; done
    saved=$(stat -c %.9Z watched.yaml)
    made=$(stat -c %.9Y watched.pdf)
    echo "$saved $made $("$bench/spawn" 1 "$cv2tex" build -q cv.yaml -o cv.pdf)"
done | awk '
    NR == 1 || $2 - $1 < watch { watch = $2 - $1 }
    NR == 1 || $3 < build { build = $3 }
    END { printf "watch, from a save to the PDF: %+.0f ms beside a warm build (to be at most 30)\n",
                 (watch - build) * 1000 }'
kill -TERM $watcher

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cp cv.yaml cv$i.yaml; done
mkdir pdfs
"$cv2tex" build -q cv?.yaml cv??.yaml -o pdfs/
"$bench/spawn" 5 "$cv2tex" build -q -j1 cv?.yaml cv??.yaml -o pdfs/ -- \
    "$cv2tex" build -q -j2 cv?.yaml cv??.yaml -o pdfs/ | awk '
    { least[NR] = $1 }
    END { printf "build, 16 CVs: -j2 is %.2f times as fast as -j1 (to be at least 1.8)\n",
                 least[1] / least[2] }'
