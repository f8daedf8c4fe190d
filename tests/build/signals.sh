#!/bin/sh
# What is interrupted leaves nothing: no folder, no process, no half output.
. "$(dirname "$0")/common"
simple_cv > cv.yaml
cp cv.yaml two.yaml
echo old > cv.pdf
fake_pdflatex << 'END'
touch "$STARTED"
sleep 1000 & sleep 1000
END
export PATH="$scratch/bin:$PATH" STARTED="$scratch/started"

for signal in INT TERM HUP; do
    for files in cv.yaml "cv.yaml two.yaml"; do
        rm -f started
        # A job in the background of a script ignores SIGINT, if one does not take care.
        setsid env --default-signal=INT "$CV2TEX" build $files > out 2> err &
        pid=$!
        i=0
        while [ ! -e started ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i + 1)); done
        kill -$signal $pid
        wait $pid
        status=$?
        what="SIG$signal with $(echo $files | wc -w)"
        verdict "$what: ended by it" test $status -gt 128
        sleep 0.2
        verdict "$what: no folder" test -z "$(ls -A tmp)"
        verdict "$what: no process" sh -c '! pgrep -f "^sleep 1000$" > /dev/null'
        verdict "$what: the old PDF" test "$(cat cv.pdf)" = old
    done
done
finish
