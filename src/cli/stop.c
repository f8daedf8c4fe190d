/* Signals that end the program: noted, so that builds can clean up, and obeyed after that. */
#include "cli/cli.h"

#include <signal.h>

static volatile sig_atomic_t received;

static void on_signal(int number)
{
    received = number;
    cv2tex_stop();
}

void stop_on_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, old;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

int stop_signal(void)
{
    return received;
}

void stop_now(void)
{
    if (received == 0)
        return;
    signal(received, SIG_DFL);
    raise(received);
}
