#!/bin/sh
# cv2tex watch: a build at each save, however the editor saves.
. "$(dirname "$0")/common"
need pdflatex pdftotext
simple_cv > cv.yaml
: > err
setsid env --default-signal=INT "$CV2TEX" watch cv.yaml > out 2> err &
pid=$!

# Waits until the watcher has said so many lines that match.
wait_for() {
    i=0
    while [ "$(grep -c -e "$1" err)" -lt "$2" ] && [ $i -lt 200 ]; do sleep 0.05; i=$((i + 1)); done
    test "$(grep -c -e "$1" err)" -eq "$2"
}

verdict "the first build" wait_for 'cv.pdf: 1 page' 1
sed 's/engine/loom/' cv.yaml > new && cat new > cv.yaml
verdict "a save in place" wait_for 'cv.pdf: 1 page' 2
verdict "the PDF is the new one" sh -c 'pdftotext cv.pdf - | grep -q loom'
sed 's/loom/drum/' cv.yaml > new && mv new cv.yaml
verdict "a save by another file" wait_for 'cv.pdf: 1 page' 3
cp cv.pdf good.pdf
printf 'name: [\n' > cv.yaml
verdict "a mistake" wait_for 'not built' 1
verdict "the good PDF stays" cmp -s cv.pdf good.pdf
simple_cv > new && mv cv.yaml cv.yaml~ && mv new cv.yaml
verdict "it is mended" wait_for 'cv.pdf: 1 page' 4
touch other.yaml
sleep 0.5
verdict "other files are of no interest" wait_for 'cv.pdf: 1 page' 4

# An overlay is a file that the CV is made of.
kill -INT $pid
wait $pid
verdict "Ctrl-C ends it" test $? -eq 0
printf 'name: Ada King\n' > over.yaml
: > err
setsid env --default-signal=INT "$CV2TEX" watch cv.yaml --overlay over.yaml > out 2> err &
pid=$!
verdict "with an overlay" wait_for 'cv.pdf: 1 page' 1
verdict "it is laid upon the CV" sh -c 'pdftotext cv.pdf - | grep -q King'
printf 'name: Ada Byron\n' > over.yaml
verdict "a save of it" wait_for 'cv.pdf: 1 page' 2
verdict "builds the CV anew" sh -c 'pdftotext cv.pdf - | grep -q Byron'
kill -INT $pid
wait $pid
verdict "nothing is left" test -z "$(ls -A tmp)"
finish
