# cv2tex: a CV in YAML, into a moderncv page.
#
#   make            the program ./cv2tex and libcv2tex (.a and .so)
#   make demo       installs what is missing, builds, and makes a PDF of an example
#   make check      installs what is missing, builds, and runs the tests
#   make help       the rest
#
# Needs GNU make and a C11 compiler. Every variable with ?= can be set on the command line.

VERSION := $(shell sed -n 's/^.define CV2TEX_VERSION "\(.*\)"/\1/p' src/cv2tex.h)
SONAME = libcv2tex.so.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man

# Objects go to BUILD, the program and the libraries to OUT: so can several builds live side by side.
BUILD ?= build
OUT ?= .

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -fPIC -fvisibility=hidden \
             $(WARNINGS) $(CFLAGS)
LIBS = -lyaml -lmd4c -ljansson
OBJCOPY ?= objcopy
PYTHON ?= /usr/bin/python3
JOBS ?= $(shell nproc)
# The same with other settings, in silence.
SUBMAKE = @$(MAKE) -s --no-print-directory -j$(JOBS)

# Debian packages, each with a file that tells that its content is there by some other way.
BUILD_PACKAGES = gcc libc6-dev libyaml-dev libmd4c-dev libjansson-dev libcurl4-openssl-dev
DEMO_PACKAGES = $(BUILD_PACKAGES) lmodern:lmodern.sty texlive-latex-extra:moderncv.cls \
                texlive-fonts-extra:newpxtext.sty texlive-fonts-recommended:pzdr.tfm
CHECK_PACKAGES = $(DEMO_PACKAGES) libcmocka-dev valgrind pkg-config openssl strace \
                 python3 python3-yaml python3-jsonschema poppler-utils mandoc clang libclang-rt-dev \
                 texlive-lang-greek:lgrenc.def texlive-lang-cyrillic:t2aenc.def \
                 texlive-lang-other:t5enc.def texlive-lang-korean:nanummjm00.tfm \
                 latex-cjk-common:CJKutf8.sty latex-cjk-japanese-wadalab:udmj4e.tfm \
                 latex-cjk-chinese-arphic-gbsn00lp:gbsnu4e.tfm \
                 latex-cjk-chinese-arphic-bsmi00lp:bsmiu4e.tfm \
                 texlive-luatex:luaotfload.sty fonts-hosny-amiri:Amiri-Regular.ttf \
                 fonts-arphic-uming:uming.ttc cm-super:sfrm1000.pfb \
                 fonts-dejavu-core:DejaVuSans.ttf

LIB_SOURCES = $(filter-out src/cli/%,$(wildcard src/*.c src/*/*.c))
LIB_OBJECTS = $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/*.c))
UNIT_TESTS = $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))

# ---- the program and the library ----

all: $(OUT)/cv2tex $(OUT)/libcv2tex.a $(OUT)/libcv2tex.so

$(OUT)/cv2tex: $(CLI_OBJECTS) $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(OUT)/libcv2tex.so: $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) -o $@ $^ $(LIBS)

# One object, in which all names but those of cv2tex.h are local: they cannot clash with a user's.
$(OUT)/libcv2tex.a: $(BUILD)/libcv2tex.o
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/libcv2tex.o: $(LIB_OBJECTS)
	$(LD) -r -o $@ $^
	$(OBJCOPY) --localize-hidden $@

$(BUILD)/%.o: %.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(WERROR) -MMD -MP -c -o $@ $<

# Changes when the compiler or its flags do; then everything is compiled anew.
$(BUILD)/settings: FORCE
	@mkdir -p $(@D) $(OUT)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' > $@

# ---- installing ----

MANUALS = $(wildcard man/*.[135])

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)
	install -m 755 $(OUT)/cv2tex $(DESTDIR)$(BINDIR)
	install -m 644 src/cv2tex.h $(DESTDIR)$(INCLUDEDIR)
	install -m 644 $(OUT)/libcv2tex.a $(DESTDIR)$(LIBDIR)
	install -m 644 $(OUT)/libcv2tex.so $(DESTDIR)$(LIBDIR)/libcv2tex.so.$(VERSION)
	ln -sf libcv2tex.so.$(VERSION) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libcv2tex.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@LIBS@|$(LIBS)|' \
	    src/cv2tex.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/cv2tex.pc
	for page in $(MANUALS); do \
	    install -D -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit; \
	done

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/cv2tex $(DESTDIR)$(INCLUDEDIR)/cv2tex.h
	rm -f $(DESTDIR)$(LIBDIR)/libcv2tex.* $(DESTDIR)$(LIBDIR)/pkgconfig/cv2tex.pc
	rm -f $(foreach page,$(MANUALS),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))

# ---- generated files, which are committed ----

gen: src/builtin_data.c templates/locale/en.yaml $(BUILD)/gen-manual
	$(PYTHON) tools/gen-unicode.py
	$(PYTHON) tools/gen-reading.py
	for page in $(MANUALS); do \
	    $(BUILD)/gen-manual $$page > $(BUILD)/page && cp $(BUILD)/page $$page || exit; \
	done

src/builtin_data.c: $(wildcard templates/moderncv/*.tex templates/publications/*.tex templates/locale/*.yaml) \
    templates/locale/en.yaml \
    templates/starter.yaml templates/starter-bib.yaml \
    tools/gen-builtin.sh
	sh tools/gen-builtin.sh > $@

templates/locale/en.yaml: src/locale/words.def tools/gen-locale.awk
	awk -f tools/gen-locale.awk $< > $@

$(BUILD)/gen-manual: $(BUILD)/tools/gen-manual.o $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# ---- the main job, shown ----

demo:
	@sh tools/install-packages.sh $(DEMO_PACKAGES)
	$(SUBMAKE) $(OUT)/cv2tex
	@mkdir -p $(BUILD)/demo
	./cv2tex examples/kaiqiang-xu.yaml | \
	    pdflatex -output-directory=$(BUILD)/demo -jobname=kaiqiang-xu
	@echo $(CURDIR)/$(BUILD)/demo/kaiqiang-xu.pdf

# ---- tests ----

# Everything twice: as it is, under valgrind where that can tell something, and with sanitizers.
ASAN = BUILD=$(BUILD)/asan OUT=$(BUILD)/asan \
       CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'

deps:
	@sh tools/install-packages.sh $(CHECK_PACKAGES)

check: deps
	$(SUBMAKE) WERROR=-Werror all test-programs
	$(SUBMAKE) WERROR=-Werror $(ASAN) all test-programs fuzz-targets
	@$(PYTHON) tests/run $(if $(CASE),'$(CASE)')

bless:
	$(SUBMAKE) all
	@$(PYTHON) tests/run --bless $(if $(CASE),'$(CASE)')

# The architecture: who may include what.
layers:
	@awk -f tools/layers.awk $$(find src -name '*.[ch]')

test-programs: $(UNIT_TESTS) $(BUILD)/fault.so $(BUILD)/gen-manual $(BUILD)/characters $(BUILD)/fetch

$(BUILD)/characters: $(BUILD)/tests/pdf/characters.o $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/fetch: $(BUILD)/tests/http/fetch.o $(LIB_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# The public header's test gets what a user gets; the others look inside.
$(BUILD)/unit/test_api: $(BUILD)/tests/unit/test_api.o $(OUT)/libcv2tex.a
$(filter-out %/test_api,$(UNIT_TESTS)): $(LIB_OBJECTS)
# This one stands between the library, or libyaml, and malloc.
$(BUILD)/unit/test_no_memory: LIBS = -l:libyaml.a -lmd4c -ljansson \
    $(addprefix -Wl$(COMMA)--wrap=,malloc calloc realloc free strdup)
COMMA = ,
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LIBS) -lcmocka

$(BUILD)/fault.so: $(BUILD)/tests/fault/fault.o
	$(CC) $(CFLAGS) -shared -o $@ $^ -ldl

# ---- more about the program ----

# Fuzz targets: libFuzzer and the sanitizers, which need clang. `make fuzz-run TIME=600` runs each for
# so many seconds; what it finds is in build/fuzz. Templates that repeat each other are cut short. An
# empty slice may be a null pointer and 0, and NULL + 0 is fine with all compilers: it is not reported.
TIME ?= 60
FUZZ = BUILD=$(BUILD)/fuzz OUT=$(BUILD)/fuzz CC=clang CFLAGS='-O1 -g -DTPL_WORK_MAX=100000 \
       -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
       -fno-sanitize=pointer-overflow'
FUZZ_TARGETS = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz:
	$(SUBMAKE) $(FUZZ) FUZZ_LINK=-fsanitize=fuzzer fuzz-targets

fuzz-targets: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)

# Without libFuzzer a target is a program that runs over files.
$(FUZZ_TARGETS:%=$(BUILD)/fuzz/%): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LIB_OBJECTS) \
    $(if $(FUZZ_LINK),,$(BUILD)/tests/fuzz/replay.o)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FUZZ_LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

fuzz-run: fuzz
	sh tests/fuzz/dictionary.sh > $(BUILD)/fuzz/dictionary
	for target in $(FUZZ_TARGETS); do \
	    sh tests/fuzz/corpus.sh $$target $(BUILD)/fuzz/corpus/$$target && \
	    $(BUILD)/fuzz/fuzz/$$target -max_total_time=$(TIME) -timeout=10 -max_len=20000 \
	        -dict=$(BUILD)/fuzz/dictionary -artifact_prefix=$(BUILD)/fuzz/$$target- \
	        -print_final_stats=1 $(BUILD)/fuzz/corpus/$$target || exit; \
	done

bench: all $(BUILD)/bench/spawn $(BUILD)/bench/events
	@sh tests/bench/bench.sh $(BUILD)/bench
	@sh tests/bench/bibtex.sh $(BUILD)/bench
	@sh tests/bench/build.sh $(BUILD)/bench

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lyaml

# The tests that need no TeX, by one tool each.
asan:
	$(SUBMAKE) $(ASAN) all test-programs
	@$(PYTHON) tests/run --tool sanitized unit cases invalid

valgrind:
	$(SUBMAKE) all test-programs
	@$(PYTHON) tests/run --tool valgrind unit cases invalid

format:
	clang-format -i $$(find src tests tools -name '*.[ch]' ! -path src/builtin_data.c \
	    ! -path 'src/tex/unicode_table.c' ! -path 'src/tex/unicode_cjk.c')

help:
	@echo 'make             the program ./cv2tex, libcv2tex.a and libcv2tex.so'
	@echo 'make demo        installs what is missing, builds, and makes a PDF of an example'
	@echo 'make check       installs what is missing, builds, and runs the tests'
	@echo '                   CASE=NAME: only this test, or those of this kind'
	@echo 'make bless       writes down what the program does now as what tests/cases and'
	@echo '                   tests/invalid expect; CASE=NAME as above'
	@echo 'make install     PREFIX=/usr/local, DESTDIR=; also BINDIR LIBDIR INCLUDEDIR MANDIR'
	@echo 'make uninstall   takes it away again'
	@echo 'make gen         makes the generated files anew'
	@echo 'make layers      checks who includes what'
	@echo 'make bench       what the program costs, as ratios'
	@echo 'make fuzz        builds the fuzz targets; fuzz-run TIME=60 runs each'
	@echo 'make asan        unit tests and cases with the sanitizers'
	@echo 'make valgrind    the same under valgrind'
	@echo 'make format      clang-format'
	@echo 'make deps        installs what the tests need'
	@echo 'make clean       removes what was built'
	@echo 'Any of them takes CC=clang, CFLAGS=..., BUILD=folder and OUT=folder.'

clean:
	rm -rf $(BUILD) $(OUT)/cv2tex $(OUT)/libcv2tex.a $(OUT)/libcv2tex.so

.PHONY: all install uninstall gen demo deps check bless layers test-programs fuzz fuzz-targets \
        fuzz-run bench asan valgrind format help clean FORCE
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
