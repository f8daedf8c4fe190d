#!/bin/sh
# Holds the manual against the sources: usage: tests/manual/run.sh [GEN-MANUAL]
# What a list of the program says, the manual says, too; and the pages are in order.
set -u
cd "$(dirname "$0")/../.."
generator=${1:-build/gen-manual}
passed=0 failed=0

# result NAME PROBLEMS
result() {
    if [ -z "$2" ]; then
        passed=$((passed + 1))
        echo "ok - $1"
    else
        failed=$((failed + 1))
        printf 'not ok - %s\n%s\n' "$1" "$2"
    fi
}

# lacks FILE PATTERN: the lines of standard input that are not there; %s in the pattern is a line
lacks() {
    while read -r word; do
        grep -Eq -- "$(printf "$2" "$word")" "$1" || echo "    $1 lacks $word"
    done
}

diagnostics() {
    sed -n 's/^D([A-Z0-9_]*, "\(.*\)", \(.*\))$/\1 Pq \2/p' src/base/diag.def |
        tr 'A-Z' 'a-z' | sed 's/ pq / Pq /'
}

template_names() {
    sed -n 's/^V(\(.*\))$/\1/p' src/bind/view.def
    sed -n 's/^    F([A-Z]*, \([a-z]*\)).*/needs_\1/p' src/tex/escape.h
}

for page in man/*; do
    result "lint of $page" "$(mandoc -Tlint -W warning "$page" 2>&1)"
done
result 'every diagnostic' "$(diagnostics | lacks man/cv2tex.1 '^\.It Sy %s$')"
result 'no other diagnostic' "$(
    sed -n 's/^\.It Sy \(.*\) Pq .*/\1/p' man/cv2tex.1 | lacks src/base/diag.def '"%s"')"
result 'every option' "$(
    sed -n 's/^    \[OPTION_[A-Z]*\] = {"\([a-z]*\)".*/\1/p' src/cli/options.c |
        lacks man/cv2tex.1 '^\.It .*Fl -%s( |$)')"
result 'every function' "$(
    grep -Eo 'cv2tex_[a-z_]+\(' src/cv2tex.h | tr -d '(' | sort -u |
        lacks man/cv2tex.3 '^\.F[no] %s( |$)')"
result 'every name of templates' "$(
    template_names | lacks man/cv2tex-templates.5 '(^| )%s( |$)')"
result 'every part of refused commands' "$(
    sed -n '/refused_parts\[\] = {/,/};/p' src/tex/raw.c | grep -o '"[^"]*"' | tr -d '"' |
        lacks man/cv2tex.5 '(^| )%s([,. ]|$)')"
result 'every network' "$(
    sed -n '/^} networks\[\] = {/,/^};/s/^    {"\([a-z_]*\)".*/\1/p' src/bind/header.c |
        lacks man/cv2tex.5 '(^| )%s([,. ]|$)')"
if [ -x "$generator" ]; then
    result 'the generated parts are up to date' "$("$generator" man/cv2tex.5 | diff man/cv2tex.5 -)"
fi

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
