#!/usr/bin/python3
"""Breaks CVs in many ways and runs cv2tex on them: mutate.py [--cv2tex PROGRAM] FOLDER COUNT [SEED]

A broken file must end the program within ten seconds with status 0 or 1, with LaTeX (or YAML) exactly
when it is 0, and with a word on standard error when it is 1. What does not is kept beside the others
as broken-N, and the exit status is 1.
"""

import argparse
import json
import os
import random
import subprocess
import sys

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.path.dirname(os.path.dirname(HERE)), "cv2tex")
COMMANDS = [[], ["convert"], ["convert", "--to", "jsonresume"], ["check"]]
SNIPPETS = [b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"&a ", b"*a", b"<<: ", b"!tex ", b"- ", b": ", b"\t", b"\r",
            b"{", b"}", b"[", b"]", b'"', b"'", b"|\n", b">-\n", b"# ", b"---\n", b"...\n", b"\\u0000", b"\\ud800",
            b"%s%n", b"\xe2\x80\xa8", b"\xc2\x85", b"null", b"~", b"sections:", b"cv:", b"basics:", b"content:"]


def break_bytes(r, data):
    """Cuts, doubles, replaces or adds a piece."""
    data = bytearray(data)
    for _ in range(r.choice([1, 1, 2, 5, 20])):
        at, end = sorted(r.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + r.choice([1, 4, 60, 2000]))
        kind = r.randrange(6)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end]
        elif kind == 2:
            data[at:at] = r.choice(SNIPPETS)
        elif kind == 3:
            data[at:end] = bytes(r.randrange(256) for _ in range(end - at))
        elif kind == 4:
            del data[at:]
        elif at < len(data):
            data[at] = r.randrange(256)
    return bytes(data)


def places(tree):
    """All containers of a tree."""
    if isinstance(tree, (dict, list)):
        yield tree
        for child in tree.values() if isinstance(tree, dict) else tree:
            yield from places(child)


def break_tree(r, tree):
    """Gives values other types, takes keys away, moves parts to where they do not belong."""
    tree = json.loads(json.dumps(tree, default=str))
    for _ in range(r.choice([1, 2, 5, 10])):
        spots = [place for place in places(tree) if place]
        if not spots:
            break
        spot, other = r.choice(spots), r.choice(spots)
        key = r.choice(list(spot)) if isinstance(spot, dict) else r.randrange(len(spot))
        kind = r.randrange(6)
        if kind == 0:
            del spot[key]
        elif kind == 1:
            spot[key] = r.choice([None, True, 0, -1.5, "", "text", [], {}, [None], {"": ""}, [[["x"]]], {"a": {"b": 1}},
                                  "x" * 5000, ["a"] * 300, "2020-13-45", "\u202e\u200b"])
        elif kind == 2:
            spot[key] = json.loads(json.dumps(other))
        elif kind == 3:
            spot[key] = [spot[key]] if r.random() < 0.5 else {"a b": spot[key]}
        elif kind == 4 and isinstance(spot, dict):
            spot[r.choice(["Name", "NAME", "name ", "sections", "type", "entries", "text", "date", "~"])] = spot.pop(key)
        elif isinstance(spot[key], str):
            spot[key] = spot[key][::-1]
    if r.random() < 0.5:
        return json.dumps(tree, ensure_ascii=r.random() < 0.5, indent=r.choice([None, 2])).encode()
    return yaml.dump(tree, allow_unicode=True, sort_keys=False).encode()


def problem(program, path, command):
    """What the program does wrong with a file, or None."""
    try:
        done = subprocess.run([program, *command, path], capture_output=True, timeout=10, check=False)
    except subprocess.TimeoutExpired:
        return "does not end"
    if done.returncode not in (0, 1):
        return "exit %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")[-2000:])
    if command != ["check"] and (done.returncode == 0) != (done.stdout != b""):
        return "half an output"
    if done.returncode == 1 and not done.stderr:
        return "nothing is said"
    if not command and done.returncode == 0 and b"\\end{document}" not in done.stdout[-40:]:
        return "the LaTeX has no end"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv2tex", default=PROGRAM, metavar="PROGRAM")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("seed", type=int, nargs="?", default=1, metavar="SEED")
    options = parser.parse_args()
    sources = sorted(name for name in os.listdir(options.folder)
                     if name.endswith((".yaml", ".yml", ".json")) and not name.startswith("broken-"))
    wrong = 0
    for number in range(options.count):
        r = random.Random("%d %d" % (options.seed, number))
        with open(os.path.join(options.folder, r.choice(sources)), "rb") as file:
            data = file.read()
        if r.random() < 0.5:
            broken = break_bytes(r, data)
        else:
            broken = break_tree(r, yaml.load(data.decode("utf-8-sig").replace("\t", "  "), yaml.BaseLoader))
        path = os.path.join(options.folder, "broken-%d.yaml" % number)
        with open(path, "wb") as file:
            file.write(broken)
        found = problem(options.cv2tex, path, r.choice(COMMANDS))
        if found is None:
            os.remove(path)
        else:
            wrong += 1
            print("%s: %s" % (path, found))
    print("%d broken files, %d of them wrongly answered" % (options.count, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
