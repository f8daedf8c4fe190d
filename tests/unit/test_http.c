/* What decides, without a network, where requests go and how fast. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "http/lane.h"
#include "http/url.h"

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        bool allowed, local;
    } cases[] = {
        {"https://api.openalex.org", true, false},
        {"HTTPS://api.openalex.org:8443/x?y#z", true, false},
        {"https://[2001:db8::1]/", true, false},
        {"http://127.0.0.1:8080/x", true, true},
        {"http://127.255.3.4", true, true},
        {"http://localhost", true, true},
        {"http://LocalHost:1/", true, true},
        {"http://[::1]:8080", true, true},
        {"http://api.openalex.org", false, false},
        {"http://127.0.0.1.example.org", false, false},
        {"http://127.1", false, false},
        {"http://127.0.0.256", false, false},
        {"http://127.0.0.1.", false, false},
        {"http://127.0.0.1.1", false, false},
        {"http://0.0.0.0", false, false},
        {"http://localhost.example.org", false, false},
        {"http://localhost@example.org", false, false},
        {"http://127.0.0.1@example.org", false, false},
        {"http://example.org\\@localhost", false, false},
        {"http://localhost:80x", false, true},
        {"http://localhost:", false, true},
        {"https://user:pw@example.org", false, false},
        {"https://exa mple.org", false, false},
        {"https://example.org/\x01", false, false},
        {"https://ex\xC3\xA4mple.org", false, false},
        {"https://", false, false},
        {"https:///path", false, false},
        {"file:///etc/passwd", false, false},
        {"ftp://localhost", false, false},
        {"localhost", false, false},
        {"", false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str url = str_of(cases[i].url);
        if ((http_url_refusal(url) == NULL) != cases[i].allowed ||
            http_url_is_local(url) != cases[i].local)
            fail_msg("%s", cases[i].url);
    }
}

static void test_origins(void **state)
{
    (void)state;
    struct str url = STR("https://a.org/x");
    assert_true(http_url_same_origin(url, STR("HTTPS://A.org?y")));
    assert_false(http_url_same_origin(url, STR("http://a.org/x")));
    assert_false(http_url_same_origin(url, STR("https://a.org:8080/x")));
    assert_false(http_url_same_origin(url, STR("https://a.org.evil.org/x")));
    assert_false(http_url_same_origin(url, STR("https://b.org/x")));
}

static void test_escape(void **state)
{
    struct buf b = BUF_INIT;
    (void)state;
    http_escape(&b, (struct str){"aZ0-._~/+%\0\xC3", 12});
    assert_true(str_is(buf_str(&b), "aZ0-._~%2F%2B%25%00%C3"));
    buf_free(&b);
}

static double retry_after(const char *line)
{
    struct lane_advice advice = LANE_ADVICE_NONE;
    lane_read_header(&advice, str_of(line), 784111777.0 - 60);
    return advice.retry_after;
}

static void test_retry_after(void **state)
{
    static const struct {
        const char *line;
        double seconds; /* negative: nothing is said */
    } cases[] = {
        {"Retry-After: 120\r\n", 120},
        {"retry-after:0.5", 0.5},
        {"Retry-After: -5", 0},
        {"Retry-After: 86399", 86399},
        {"Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 60},
        {"Retry-After: Sun, 06 Nov 1994 08:47:37 GMT", 0},
        {"Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"Retry-After: Sun, 06 Nov 9999 08:49:37 GMT", 252613382460.0},
        {"Retry-After: soon", -1},
        {"Retry-After: nan", -1},
        {"Retry-After:", -1},
        {"Retry-After: Sun, 06 Xxx 1994 08:49:37 GMT", -1},
        {"X-Retry-After: 5", -1},
        {"", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double seconds = retry_after(cases[i].line);
        if (seconds < cases[i].seconds - 1 || seconds > cases[i].seconds + 1)
            fail_msg("%s: %f", cases[i].line, seconds);
    }
    assert_true(isinf(retry_after("Retry-After: inf")));
}

static void test_lane(void **state)
{
    struct lane lane;
    (void)state;
    lane_open(&lane, (struct http_lane){.rate = 2, .burst = 3, .parallel = 4}, 100);
    for (int i = 0; i < 3; i++) {
        assert_true(lane_wait(&lane, 100) == 0);
        lane_start(&lane);
    }
    assert_true(fabs(lane_wait(&lane, 100) - 0.5) < 1e-9);
    assert_true(lane_wait(&lane, 100.5) == 0);
    lane_start(&lane);
    assert_true(isinf(lane_wait(&lane, 101)));
    lane.running = 0;
    lane.blocked = 110;
    assert_true(fabs(lane_wait(&lane, 101) - 9) < 1e-9);
    /* A long pause fills the bucket, and no more. */
    assert_true(lane_wait(&lane, 1000) == 0);
    assert_true(lane.tokens == 3);
}

static struct lane obey(const char *const *lines)
{
    struct lane lane;
    struct lane_advice advice = LANE_ADVICE_NONE;
    lane_open(&lane, (struct http_lane){.rate = 5, .burst = 10, .parallel = 4}, 0);
    for (; *lines != NULL; lines++)
        lane_read_header(&advice, str_of(*lines), 0);
    lane_obey(&lane, &advice, 0);
    return lane;
}

static void test_rate_headers(void **state)
{
    (void)state;
    struct lane slower = obey((const char *const[]){
        "x-rate-limit-limit: 1", "X-Rate-Limit-Interval: 2s", "X-Concurrency-Limit: 1", NULL});
    assert_true(slower.limit.rate == 0.5 && slower.limit.burst == 1 && slower.limit.parallel == 1);
    struct lane same = obey((const char *const[]){
        "x-rate-limit-limit: 50", "x-rate-limit-interval: 1s", "x-concurrency-limit: 99", NULL});
    assert_true(same.limit.rate == 5 && same.limit.burst == 10 && same.limit.parallel == 4);
    struct lane zero = obey((const char *const[]){
        "x-rate-limit-limit: 0", "x-rate-limit-interval: 0s", "x-concurrency-limit: 0", NULL});
    assert_true(zero.limit.rate == 5 && zero.limit.burst == 10 && zero.limit.parallel == 4);
    struct lane used_up =
        obey((const char *const[]){"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30", NULL});
    assert_true(used_up.blocked == 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),   cmocka_unit_test(test_origins),
        cmocka_unit_test(test_escape), cmocka_unit_test(test_retry_after),
        cmocka_unit_test(test_lane),   cmocka_unit_test(test_rate_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
