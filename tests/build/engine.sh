#!/bin/sh
# Documents for LuaLaTeX: built by it, as safely as by pdflatex; and what is said where it is missing.
. "$(dirname "$0")/common"
need lualatex pdftotext
cat > cv.yaml << 'END'
name: Ada Lovelace
design: {engine: lualatex}
sections:
  Notes:
    - \directlua{os.execute("touch pwned")} ^^5cdirectlua{x} $\directlua{x}$ `\directlua{x}`
    - "-- ' 100% C# _ ~ ≤ Ωμέγα Вася 你好"
END
run 0 "a page" build cv.yaml
pdftotext -layout cv.pdf text
verdict "text is text" grep -qF '\directlua{os.execute("touch pwned")} ^^5cdirectlua{x}' text
verdict "signs are themselves" grep -qF -- '-- ’ 100% C# _ ~ ≤ Ωμέγα Вася 你好' text
verdict "no code was run" test ! -e pwned
verdict "no format is kept" test -z "$(ls xdg/cv2tex 2> /dev/null)"
printf 'name: A\ndesign: {engine: lualatex}\nsections:\n  X: [!tex "\\\\directlua{x}"]\n' > raw.yaml
run 1 "raw LaTeX runs no Lua" build raw.yaml
says "it is refused" "[raw-tex]"

printf 'name: A\ndesign: {engine: lualatex}\nsections: {X: [\341\200\200 \352\244\200 x]}\n' > rare.yaml
run 0 "a script that no font has" build rare.yaml
says "the missing character is told" "TeXGyrePagellaX-Regular.otf' has no character"
printf 'name: A\ndesign: {engine: lualatex}\nsections: {X: [\340\244\205 x]}\n' > hindi.yaml
"$CV2TEX" template export fontless
sed '/Shobhika/d' fontless/lualatex.tex > one && mv one fontless/lualatex.tex
run 0 "a script whose font is missing" build --template fontless hindi.yaml
says "its package is named" "apt install texlive-fonts-extra"

real_path=$PATH
ln -s "$(command -v pdflatex)" bin/pdflatex 2> /dev/null
PATH=$scratch/bin run 3 "no lualatex" build cv.yaml
says "it is named" "lualatex is not installed"
says "and its package" "apt install texlive-luatex"
PATH=$real_path

printf 'name: A\nsections: {X: [\330\264\331\203\330\261\330\247]}\n' > arabic.yaml
run 0 "Arabic for pdflatex" arabic.yaml
says "the mend is named" "engine: lualatex"
export SOURCE_DATE_EPOCH=1700000000
run 0 "a fixed time" build cv.yaml
cp cv.pdf first.pdf
run 0 "once more" build cv.yaml
verdict "gives the same file" cmp -s first.pdf cv.pdf
finish
