#!/bin/sh
# For make: lists of files, and the same bytes from the same CV.
. "$(dirname "$0")/common"
need pdflatex make
simple_cv > cv.yaml
for folder in one two/deeper; do
    mkdir -p $folder
    cp cv.yaml $folder/
    (cd $folder && SOURCE_DATE_EPOCH=1700000000 "$CV2TEX" build -q cv.yaml)
    sleep 1
done
verdict "two builds give the same bytes" cmp -s one/cv.pdf two/deeper/cv.pdf
verdict "the date is the one given" grep -aq "D:20231114221320Z" one/cv.pdf

mkdir 'a b' tpl
simple_cv > 'a b/my $cv#1.yaml'
printf '\\cvlistitem{<<bullet>>} %% mine\n' > tpl/bullet.tex
cat > Makefile << 'END'
cv.pdf:
	"$(CV2TEX)" build -q --template tpl --depfile cv.d -o $@ 'a b/my $$cv#1.yaml'
-include cv.d
END
export CV2TEX
make > out 2> err
verdict "a build by make" test -s cv.pdf
verdict "what is new is not built again" sh -c 'make | grep -q "up to date"'
sleep 1
touch 'a b/my $cv#1.yaml'
verdict "a changed CV is" sh -c '! make | grep -q "up to date"'
sleep 1
touch tpl/bullet.tex
verdict "a changed template is, too" sh -c '! make | grep -q "up to date"'
verdict "and then it is done" sh -c 'make | grep -q "up to date"'
finish
