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
             $(WARNINGS) $(WERROR) $(CFLAGS)
LIBS = -lyaml -lmd4c
OBJCOPY ?= objcopy
PYTHON ?= /usr/bin/python3
JOBS ?= $(shell nproc)
# The same with other settings; command lines of sub-makes are not of interest.
SUBMAKE = @$(MAKE) --no-print-directory -j$(JOBS)

# Debian packages, each with a file that tells that its content is there by some other way.
BUILD_PACKAGES = gcc libc6-dev libyaml-dev libmd4c-dev
DEMO_PACKAGES = $(BUILD_PACKAGES) lmodern:lmodern.sty texlive-latex-extra:moderncv.cls \
                texlive-fonts-extra:newpxtext.sty
CHECK_PACKAGES = $(DEMO_PACKAGES) libcmocka-dev libjansson-dev valgrind pkg-config \
                 python3 python3-yaml poppler-utils mandoc clang libclang-rt-dev \
                 texlive-fonts-recommended texlive-lang-greek:lgrenc.def \
                 texlive-lang-cyrillic:t2aenc.def texlive-lang-other:t5enc.def cm-super \
                 latex-cjk-chinese:CJKutf8.sty latex-cjk-japanese-wadalab texlive-lang-korean

LIB_SOURCES = $(wildcard src/*.c src/base/*.c src/tree/*.c src/model/*.c src/tex/*.c src/bind/*.c)
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
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Changes when the compiler or its flags do; then everything is compiled anew.
$(BUILD)/settings: FORCE
	@mkdir -p $(@D) $(OUT)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' > $@

# ---- generated files, which are committed ----

gen: src/builtin_data.c
	$(PYTHON) tools/gen-unicode.py

src/builtin_data.c: $(wildcard templates/moderncv/*.tex) templates/starter.yaml tools/gen-builtin.sh
	sh tools/gen-builtin.sh > $@

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
	$(SUBMAKE) WERROR=-Werror $(ASAN) all test-programs
	@$(PYTHON) tests/run $(if $(CASE),'$(CASE)')

bless:
	$(SUBMAKE) all
	@$(PYTHON) tests/run --bless $(if $(CASE),'$(CASE)')

test-programs: $(UNIT_TESTS)

# The public header's test gets what a user gets; the others look inside.
$(BUILD)/unit/test_api: $(BUILD)/tests/unit/test_api.o $(OUT)/libcv2tex.a
$(filter-out %/test_api,$(UNIT_TESTS)): $(LIB_OBJECTS)
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LIBS) -lcmocka -ljansson

clean:
	rm -rf $(BUILD) $(OUT)/cv2tex $(OUT)/libcv2tex.a $(OUT)/libcv2tex.so

.PHONY: all gen demo deps check bless test-programs clean FORCE
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
