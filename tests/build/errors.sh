#!/bin/sh
# What pdflatex complains about is said on the lines of the CV.
. "$(dirname "$0")/common"
need pdflatex
cat > cv.yaml << 'END'
name: Ada Lovelace
sections:
  Notes:
    - !tex "x \\undefinedfoo y"
    - a plain one
    - !tex "a_b"
  Work:
    - company: Analytical Engines
      position: !tex "\\nosuchcommand"
      date: 1843
      highlights:
        - one
        - !tex '\otherone{} and more'
END
run 4 "errors of raw LaTeX" build cv.yaml
says "an unknown command" "cv.yaml:4:15: error: LaTeX does not know '\\undefinedfoo'"
says "what is a formula" "cv.yaml:6:7: error: this needs to be a formula"
says "one in an argument" "cv.yaml:9:23: error: LaTeX does not know '\\nosuchcommand'"
says "one in a bullet" "cv.yaml:13:17: error: LaTeX does not know '\\otherone'"
says "they have a code" "[tex-error]"
verdict "and nothing else is said" test "$(grep -c error: err)" -eq 4
run 4 "as JSON" build --diagnostics=json cv.yaml
says "an object a line" '{"code":"tex-error","severity":"error","file":"cv.yaml","line":4,"column":15'

printf 'name: Ada\nphoto: me.jpg\nsections: {A: [x]}\n' > photo.yaml
run 1 "a missing photo" build photo.yaml
says "its place" "photo.yaml:2:8: error: me.jpg: No such file"
printf 'name: Ada\nphoto: me.jpg\ndesign: {style: classic}\nsections: {A: [x]}\n' > photo.yaml
echo junk > me.jpg
run 1 "a photo that is none" build photo.yaml
says "it is named" "photo.yaml:2:8: error: me.jpg is no JPEG, PNG or PDF file"

mkdir templates
printf '\\usepackage{nosuchpackage}\n' > templates/scripts.tex
simple_cv > plain.yaml
run 4 "a missing package" build --template templates plain.yaml
says "it is named, too" "LaTeX finds no file 'nosuchpackage.sty'"
rm templates/*
printf '\\section{<<heading>>\n<<#entries>><<>*template_name>><</entries>>' > templates/section.tex
run 4 "an argument without an end" build --template templates plain.yaml
verdict "it is said" grep -q "LaTeX" err

printf 'name: Ada\nsections:\n  A:\n    - fine\n    - !tex "\\\\makebox[30cm]{wide}"\n' > wide.yaml
run 0 "a line that sticks out" build wide.yaml
says "is a warning" "wide.yaml:5:7: warning: a line sticks out"

printf 'name: Ada\nsections:\n  A:\n    - fine\n    - !tex "x $\\\\mathchar896$"\n    - fine\n' > glyph.yaml
run 0 "a character that the font lacks" build glyph.yaml
says "is a warning with its place" "glyph.yaml:5:7: warning: the font 'lmex10' has no character"
verdict "the PDF is there" test -s glyph.pdf
finish
