/* Runs a fuzz target once over each file that is named, without libFuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char *argv[])
{
    for (int i = 1; i < argc; i++) {
        static uint8_t data[1 << 20];
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            perror(argv[i]);
            return 1;
        }
        size_t size = fread(data, 1, sizeof data, file);
        fclose(file);
        /* A copy of the exact size, so that the sanitizers see a step beyond it. */
        uint8_t *copy = malloc(size > 0 ? size : 1);
        if (copy == NULL)
            return 1;
        for (size_t j = 0; j < size; j++)
            copy[j] = data[j];
        fprintf(stderr, "%s\n", argv[i]);
        LLVMFuzzerTestOneInput(copy, size);
        free(copy);
    }
    return 0;
}
