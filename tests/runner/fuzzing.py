"""The fuzz targets, over the inputs that fuzzing starts from and those it found, with the sanitizers."""

import glob
import os
import tempfile

from runner.common import ASAN, TESTS, Case, expect, run


def check(target):
    with tempfile.TemporaryDirectory() as folder:
        output = run(["sh", os.path.join(TESTS, "fuzz", "corpus.sh"), target, folder])
        expect(output.status == 0, output.messages())
        inputs = sorted(glob.glob(folder + "/*"))
        output = run([os.path.join(ASAN, "fuzz", target)] + inputs)
        expect(output.status == 0, "exit %d\n%s" % (output.status, output.messages()[-3000:]))


def cases():
    return [Case("fuzz/" + name, lambda name=name: check(name))
            for name in sorted(os.path.basename(path)[:-len(".c")]
                               for path in glob.glob(os.path.join(TESTS, "fuzz", "fuzz_*.c")))]
