#!/bin/sh
# Files and folders with names that mean something to shells, make, or TeX.
. "$(dirname "$0")/common"
need pdflatex pdftoppm
simple_cv > cv.yaml
"$CV2TEX" build -q cv.yaml -o cv.png
for folder in 'a b' '50%' '~home' "it's" 'say "hi"' 'größe' '$HOME' 'a,b' 'c:d;e' '{x}' 'back\slash' '#1' '-dash' 'a//b' 'new
line'; do
    mkdir -p "./$folder/sub"
    {
        simple_cv
        printf 'design: {style: classic}\nphoto: sub/me.png\n'
    } > "./$folder/my cv.yaml"
    cp cv.png "./$folder/sub/me.png"
    run 0 "a folder called $(echo "$folder" | tr '\n' ' ')" build "./$folder/my cv.yaml"
    verdict "its PDF is there" test -s "./$folder/my cv.pdf"
    cp "./$folder/my cv.yaml" "./$folder/$folder.yaml" 2> /dev/null || continue
    run 0 "a CV called so" build "./$folder/$folder.yaml"
done
mkdir sub
cp cv.png sub/me.png
cp cv.yaml -- -o.yaml
run 0 "a leading dash" build -- -o.yaml
verdict "its PDF" test -s ./-o.pdf
mkdir -p deep/er photos
cp cv.png photos/me.PNG
printf 'name: Ada\nphoto: ../../photos/me.PNG\ndesign: {style: classic}\nsections: {A: [x]}\n' > deep/er/cv.yaml
run 0 "a photo above the CV" build deep/er/cv.yaml
printf 'name: Ada\nphoto: %s/photos/me.PNG\ndesign: {style: classic}\nsections: {A: [x]}\n' "$scratch" > cv.yaml
run 0 "a photo by its whole path" build cv.yaml
(cd deep/er && "$CV2TEX" build -q cv.yaml -o ../../here.pdf)
verdict "from the CV's own folder" test -s here.pdf
mkdir -p sent
echo old > sent/mine.pdf
ln -s sent/mine.pdf link.pdf
run 0 "a symbolic link as output" build cv.yaml -o link.pdf
verdict "the link stays" test -L link.pdf
verdict "its file is the PDF" test "$(head -c 4 sent/mine.pdf)" = %PDF
finish
