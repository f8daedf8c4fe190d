#include "http/lane.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/ascii.h"

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

void lane_open(struct lane *l, struct http_lane limit, double now)
{
    *l = (struct lane){.limit = limit, .tokens = limit.burst, .filled = now};
}

double lane_wait(struct lane *l, double now)
{
    l->tokens = smaller(l->limit.burst, l->tokens + (now - l->filled) * l->limit.rate);
    l->filled = now;
    if (l->running >= l->limit.parallel)
        return HUGE_VAL;
    /* A thousandth of a token is a matter of rounding. */
    double token = l->tokens > 0.999 ? 0 : (1 - l->tokens) / l->limit.rate;
    return larger(token, larger(0, l->blocked - now));
}

void lane_start(struct lane *l)
{
    l->tokens -= 1;
    l->running++;
    l->tried = true;
}

/* ---- headers ---- */

/* A number of seconds, or `otherwise`; a negative number is 0. */
static double read_number(const char *text, double otherwise)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || isnan(value) || (*end != '\0' && *end != 's' && *end != ',' && *end != ' '))
        return otherwise;
    return larger(value, 0);
}

/* Days from 1970-01-01 to a day of the Gregorian calendar. */
static double days_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    int era = year / 400, of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097.0 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" in seconds since 1970, or -1. */
static double read_date(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int day, year, hour, minute, second;
    char name[4];
    if (sscanf(text, "%*3s, %2d %3s %4d %2d:%2d:%2d GMT", &day, name, &year, &hour, &minute,
               &second) != 6)
        return -1;
    const char *month = strstr(months, name);
    if (month == NULL || strlen(name) != 3 || year < 1970)
        return -1;
    return days_from_civil(year, (int)(month - months) / 3 + 1, day) * 86400 + hour * 3600 +
           minute * 60 + second;
}

static double read_retry_after(const char *text, double now)
{
    double date = read_date(text);
    return date >= 0 ? larger(0, date - now) : read_number(text, -1);
}

void lane_read_header(struct lane_advice *advice, struct str line, double now)
{
    size_t colon = str_find(line, 0, ':');
    struct str name = str_sub(line, 0, colon), rest = str_trim(str_sub(line, colon + 1, line.len));
    char value[64];
    if (rest.len == 0 || rest.len >= sizeof value)
        return;
    memcpy(value, rest.ptr, rest.len);
    value[rest.len] = '\0';
    const struct {
        const char *name;
        double *place;
    } numbers[] = {
        {"x-rate-limit-limit", &advice->limit},     {"x-rate-limit-interval", &advice->interval},
        {"x-concurrency-limit", &advice->parallel}, {"x-ratelimit-remaining", &advice->remaining},
        {"x-ratelimit-reset", &advice->reset},
    };
    if (str_eq_nocase(name, STR("retry-after")))
        advice->retry_after = read_retry_after(value, now);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (str_eq_nocase(name, str_of(numbers[i].name)))
            *numbers[i].place = read_number(value, *numbers[i].place);
}

void lane_obey(struct lane *l, const struct lane_advice *advice, double now)
{
    if (advice->limit > 0 && advice->interval > 0) {
        l->limit.rate = smaller(l->limit.rate, advice->limit / advice->interval);
        l->limit.burst = larger(1, smaller(l->limit.burst, advice->limit));
    }
    if (advice->parallel >= 1 && advice->parallel < l->limit.parallel)
        l->limit.parallel = (unsigned)advice->parallel;
    /* Seconds, not the date that some servers give there. */
    if (advice->remaining == 0 && advice->reset > 0 && advice->reset < 1e8)
        l->blocked = larger(l->blocked, now + advice->reset);
}
