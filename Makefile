# cv2tex: `make demo` shows the main job, `make check` runs the tests, `make help` lists the rest.

VERSION = 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -fvisibility=hidden -fPIC \
             $(WARNINGS) $(WERROR) $(CFLAGS)
LIBS = -lyaml -lmd4c

LIB_SOURCES = $(wildcard src/*.c src/base/*.c src/tree/*.c src/model/*.c src/tex/*.c src/bind/*.c)
CLI_SOURCES = $(wildcard src/cli/*.c)
LIB_OBJECTS = $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS = $(CLI_SOURCES:%.c=$(BUILD)/%.o)

all: cv2tex libcv2tex.a

cv2tex: $(CLI_OBJECTS) libcv2tex.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

libcv2tex.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

gen: src/builtin_data.c
src/builtin_data.c: $(wildcard templates/moderncv/*.tex) templates/starter.yaml tools/gen-builtin.sh
	sh tools/gen-builtin.sh > $@

clean:
	rm -rf $(BUILD) cv2tex libcv2tex.a

.PHONY: all gen clean
-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)
