# Writes templates/locale/en.yaml from src/locale/words.def: awk -f tools/gen-locale.awk words.def
BEGIN {
    print "# English, from which the other languages are translated. This file is generated; the words are"
    print "# compiled in from src/locale/words.def. What the keys mean is in cv2tex-templates(5)."
}
/^\/\*.*\*\/$/ {
    gsub(/^\/\* | \*\/$/, "")
    print "\n# " $0
}
/^W\(/ {
    sub(/^W\([A-Z0-9_]*, /, "")
    key = substr($0, 1, index($0, ",") - 1)
    word = substr($0, length(key) + 3)
    sub(/\)$/, "", word)
    print key ": " word
}
