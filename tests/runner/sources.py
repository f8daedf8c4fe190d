"""The repository itself: its layers, its generated files, what it installs, what it promises."""

import difflib
import glob
import json
import os
import re
import shutil
import tempfile

import yaml

from runner.common import (BUILD, PROGRAM, ROOT, TESTS, Case, Skip, expect, expect_equal, need, read,
                           run, write)


def sources(pattern):
    return sorted(glob.glob(os.path.join(ROOT, "src", "**", pattern), recursive=True))


def check_layers():
    output = run(["awk", "-f", "tools/layers.awk"] + sources("*.[ch]"))
    expect(output.status == 0, output.text() + output.messages())


def check_layers_are_checked():
    """Each kind of breach is found."""
    breaches = {
        "src/base/up.c": '#include "tree/node.h"\n',
        "src/tex/math.c": '#include "tex/escape.h"\n',
        "src/tex/beside.c": '#include "run/run.h"\n',
        "src/cli/deep.c": '#include "model/model.h"\n',
        "src/bind/yaml.c": "#include <yaml.h>\n",
        "src/base/unknown.c": "#include <curl/curl.h>\n",
        "src/base/long.c": "\n" * 801,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, text in breaches.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write(path, text.encode())
        output = run(["awk", "-f", os.path.join(ROOT, "tools/layers.awk"), *breaches], cwd=folder)
    found = {line.split(":")[0] for line in output.text().splitlines()}
    expect(output.status == 1 and found == set(breaches),
           "not found: %s" % (set(breaches) - found))


def check_exports():
    """The library offers what cv2tex.h declares, and nothing else."""
    need("nm")
    header = read(os.path.join(ROOT, "src", "cv2tex.h")).decode()
    declared = sorted(re.findall(r"\bCV2TEX_PUBLIC [^;]*?\b(cv2tex_\w+)\(", header))
    for options in (["-D", "libcv2tex.so"], ["libcv2tex.a"]):
        output = run(["nm", "--defined-only", "--extern-only", *options])
        exported = sorted(re.findall(r" [TDBRVW] (\w+)$", output.text(), re.M))
        expect_equal("\n".join(declared), "\n".join(exported), options[-1])


def check_generated(files, make):
    """Makes the files anew in a copy of the sources: they are as they were committed."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("src", "templates", "tools"):
            shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part))
        before = {file: read(os.path.join(folder, file)) for file in files}
        output = run(["sh", "-c", make], cwd=folder)
        expect(output.status == 0, output.messages())
        for file in files:
            after = read(os.path.join(folder, file))
            if before[file] != after:
                diff = difflib.unified_diff(before[file].decode().splitlines(),
                                            after.decode().splitlines(), "committed", "made", "", "", 0)
                expect(False, "%s: make gen\n%s" % (file, "\n".join(list(diff)[:20])))


def check_unicode_tables():
    need("kpsewhich")
    if run(["kpsewhich", "nanummjm00.tfm"]).status != 0:
        raise Skip("the CJK fonts that the table is made from are not installed")
    check_generated(["src/tex/unicode_table.c", "src/tex/unicode_cjk.c"],
                    "/usr/bin/python3 tools/gen-unicode.py")


def check_install():
    """A program is built with pkg-config against what was installed; uninstalling leaves nothing."""
    need("pkg-config")
    with tempfile.TemporaryDirectory() as folder:
        place = ["DESTDIR=" + folder, "PREFIX=/opt/cv"]
        output = run(["make", "-s", "install", *place])
        expect(output.status == 0, output.messages())
        base = folder + "/opt/cv"
        env = {"PKG_CONFIG_PATH": base + "/lib/pkgconfig", "PKG_CONFIG_SYSROOT_DIR": folder,
               "LD_LIBRARY_PATH": base + "/lib"}
        user = os.path.join(folder, "user.c")
        write(user, b'#include <cv2tex.h>\n#include <stdio.h>\n'
                    b'int main(void)\n{\n    return puts(cv2tex_version()) == EOF;\n}\n')
        for options in ("--cflags --libs", "--static --cflags --libs"):
            link = "" if "--static" not in options else " " + base + "/lib/libcv2tex.a"
            output = run(["sh", "-c", "cc -o user user.c%s $(pkg-config %s cv2tex) && ./user" %
                          (link, options)], cwd=folder, env=env)
            expect(output.status == 0, output.messages())
            version = run([PROGRAM, "--version"]).text()
            expect_equal(version, "cv2tex " + output.text(), "the version")
        version = run(["pkg-config", "--modversion", "cv2tex"], env=env).text()
        expect("cv2tex " + version == run([PROGRAM, "--version"]).text(), "another version")
        expect(run([base + "/bin/cv2tex", "--version"]).status == 0, "the program does not run")
        expect(run(["make", "-s", "uninstall", *place]).status == 0, "cannot uninstall")
        left = [os.path.join(at, file) for at, _, files in os.walk(base) for file in files]
        expect(not left, "left behind: " + " ".join(left))


def check_compiler(compiler):
    """Compiles without a warning."""
    need(compiler)
    build = os.path.join(BUILD, compiler)
    output = run(["make", "-s", "-j2", "CC=" + compiler, "BUILD=" + build, "OUT=" + build,
                  "WERROR=-Werror", "all"], limit=600)
    expect(output.status == 0, output.messages()[:3000])
    output = run([os.path.join(build, "cv2tex"), "examples/kaiqiang-xu.yaml"])
    expect(output.out == run([PROGRAM, "examples/kaiqiang-xu.yaml"]).out, "another document")


def check_header():
    """cv2tex.h stands alone, in C99 and in C++ as well."""
    for compiler, language in (("cc", "c"), ("c++", "c++")):
        if shutil.which(compiler):
            output = run([compiler, "-x", language, "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                          "-fsyntax-only", "src/cv2tex.h"])
            expect(output.status == 0, output.messages())


def check_manual(page):
    output = run([os.path.join(BUILD, "gen-manual"), page])
    expect(output.status == 0, output.messages())
    expect_equal(read(page).decode(), output.text(), "what `make gen` writes")
    need("mandoc")
    output = run(["mandoc", "-T", "lint", "-W", "warning", page])
    expect(output.status == 0, output.text() + output.messages())


class SchemaLoader(yaml.SafeLoader):
    """Reads YAML as editors do, with numbers and truth values, but keeps dates as text."""


SchemaLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
SchemaLoader.add_constructor("!tex", lambda loader, node: loader.construct_scalar(node))


def check_schema(cv):
    """A valid CV is also valid by the JSON Schema."""
    try:
        import jsonschema
    except ImportError:
        raise Skip("python3-jsonschema is not installed") from None
    schema = json.loads(run([PROGRAM, "schema"]).text())
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    errors = sorted(validator(schema).iter_errors(yaml.load(cv, Loader=SchemaLoader)),
                    key=lambda error: str(error.path))
    expect(not errors, "\n".join("%s: %s" % (list(error.path), error.message[:300])
                                 for error in errors[:5]))


def schema_cases():
    found = [Case("schema/starter", lambda: check_schema(run([PROGRAM, "new"]).out))]
    for cv in sorted(glob.glob(os.path.join(ROOT, "examples", "*.yaml")) +
                     glob.glob(os.path.join(TESTS, "cases", "*.yaml"))):
        if not os.path.exists(cv[:-len(".yaml")] + ".expect") and "/dialect-" not in cv:
            name = os.path.basename(cv)[:-len(".yaml")]
            found.append(Case("schema/" + name, lambda cv=cv: check_schema(read(cv))))
    return found


def cases():
    found = [
        Case("sources/layers", check_layers),
        Case("sources/layers-are-checked", check_layers_are_checked),
        Case("sources/exports", check_exports),
        Case("sources/builtin-files", lambda: check_generated(
            ["src/builtin_data.c"], "sh tools/gen-builtin.sh > src/builtin_data.c")),
        Case("sources/unicode-tables", check_unicode_tables),
        Case("sources/header", check_header),
        Case("sources/clang", lambda: check_compiler("clang")),
        Case("sources/install", check_install),
    ]
    for page in sorted(glob.glob(os.path.join(ROOT, "man", "*.[1-9]"))):
        found.append(Case("sources/" + os.path.basename(page), lambda page=page: check_manual(page)))
    return found + schema_cases()
