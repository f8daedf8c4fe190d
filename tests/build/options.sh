#!/bin/sh
# Options that are wrong, or wrong for the command, are refused before anything is done.
. "$(dirname "$0")/common"
simple_cv > cv.yaml

# refused WORDS ARGUMENTS...: wrong usage, said with these words
refused() {
    words=$1
    shift
    run 2 "$*" "$@"
    says "$* says why" "$words"
    verdict "$* writes nothing" test ! -s out
}

for option in --pages=2 --depfile=cv.d --keep --no-cache --all-pages -j2 --timeout=9; do
    refused "is for 'cv2tex build'" $option cv.yaml
done
refused "is for 'cv2tex convert'" --to native cv.yaml
refused "is for 'cv2tex cite'" build --json cv.yaml
refused "is for 'cv2tex new'" check --bib cv.bib cv.yaml
refused "is not for 'cv2tex schema'" schema --set a=b
refused "a number from 1" build --pages 0 cv.yaml
refused "a number from 1" build --pages x cv.yaml
refused "a number from 1" build -j0 cv.yaml
refused "a number from 1" build --timeout -1 cv.yaml
refused "did you mean '--color'?" --colour=red cv.yaml
refused "did you mean '--style'?" -style classic cv.yaml
refused "did you mean 'cv2tex build'?" biuld cv.yaml
run 3 "a file that is not there" cv.yml
cp cv.yaml biuld
run 0 "a file with nearly the name of a command" biuld
finish
