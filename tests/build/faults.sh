#!/bin/sh
# A machine on which things go wrong: pdflatex is a script here.
. "$(dirname "$0")/common"
simple_cv > cv.yaml
echo old > cv.pdf
real_path=$PATH

PATH=$scratch/bin run 3 "no pdflatex" build cv.yaml
says "its package is named" "apt install texlive-latex-extra"
PATH=bin:. run 3 "no relative folders of PATH" build cv.yaml

export PATH="$scratch/bin:$real_path"
fake_pdflatex << 'END'
sleep 1000 & sleep 1000
END
run 4 "a pdflatex that hangs" build --timeout 1 cv.yaml
says "the time is told" "not done after 1 seconds"
verdict "its children are gone" sh -c '! pgrep -f "^sleep 1000$" > /dev/null'

fake_pdflatex << 'END'
exec 0<&- 1>&- 2>&- 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
sleep 1000
END
run 4 "one that closes all and hangs" build --timeout 1 cv.yaml

fake_pdflatex << 'END'
kill -KILL $$
END
run 4 "one that is killed" build cv.yaml
says "the signal is told" "was killed"

fake_pdflatex << 'END'
exit 1
END
run 4 "one that fails without a word" build cv.yaml
says "so it is said" "did not say why"

fake_pdflatex << 'END'
exit 0
END
run 4 "one that does nothing" build cv.yaml

fake_pdflatex << 'END'
head -c 1000000000 /dev/zero > cv.log
END
run 4 "one that writes a gigabyte" build cv.yaml

fake_pdflatex << 'END'
head -c 3000000 /dev/urandom > cv.log
printf '! \n!\nl.\nOverfull \\hbox (\nOverfull \\vbox (1e999pt too\nRunaway ' >> cv.log
exit 1
END
run 4 "a log of noise" build cv.yaml

fake_pdflatex << 'END'
i=0
while [ $i -lt 20000 ]; do echo "./cv.tex:5: Undefined control sequence."; echo "l.5 \\x"; i=$((i+1)); done > cv.log
exit 1
END
run 4 "a log of many errors" build cv.yaml

fake_pdflatex << 'END'
date +%N > cv.aux; echo x >> runs; cp runs "$COUNT"; echo %PDF > cv.pdf; echo 'Output written on cv.pdf (1 page, 5 bytes).' > cv.log
END
COUNT=$scratch/count run 0 "one that never comes to rest" build --no-cache cv.yaml -o rest.pdf
verdict "is run four times" test "$(wc -l < count)" -eq 4

fake_pdflatex << 'END'
echo same > cv.aux; echo x >> runs; cp runs "$COUNT"; echo %PDF > cv.pdf; echo 'Output written on cv.pdf (1 page, 5 bytes).' > cv.log
END
COUNT=$scratch/count run 0 "one that comes to rest" build --no-cache cv.yaml -o rest.pdf
verdict "is run twice" test "$(wc -l < count)" -eq 2

fake_pdflatex << 'END'
env > "$COUNT"; pwd >> "$COUNT"; echo "$@" >> "$COUNT"; cat >> "$COUNT"
exit 1
END
COUNT=$scratch/count run 4 "what it gets" build cv.yaml
for word in openin_any=p openout_any=p -no-shell-escape; do
    verdict "it gets $word" grep -q -e "$word" count
done

fake_pdflatex << 'END'
mkdir -p a/b/c; echo x > a/b/c/d; ln -s / root; ln -s a loop; echo x > 'odd
name'
exit 1
END
run 4 "a work folder full of things" build cv.yaml

verdict "the old PDF is untouched all the while" test "$(cat cv.pdf)" = old

fake_pdflatex << 'END'
echo %PDF > cv.pdf; echo 'Output written on cv.pdf (1 page, 5 bytes).' > cv.log
END
run 3 "an output in no folder" build cv.yaml -o nowhere/cv.pdf
says "it is named" "nowhere/cv.pdf"
run 3 "an output that is a folder" build cv.yaml -o tmp/../bin/pdflatex/x.pdf
rm bin/pdflatex

export PATH="$real_path"
# Where others may put something in the place of our folder.
mkdir shared && chmod 777 shared
TMPDIR=$scratch/shared run 3 "a folder where others may rename" build cv.yaml
says "it is refused" "others can replace"
TMPDIR=$scratch/none run 3 "no folder for temporary files" build cv.yaml
says "it is named, too" "$scratch/none"
sh -c 'ulimit -f 1; exec "$0" cv.yaml -o limited.tex' "$CV2TEX" 2> err
verdict "a limit for files" test $? -eq 3
verdict "leaves nothing behind" test -z "$(find . -name 'limited*')"
finish
