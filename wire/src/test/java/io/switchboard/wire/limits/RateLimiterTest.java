package io.switchboard.wire.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private Instant now = Instant.parse("2026-11-22T10:00:10.5Z");
    private final RateLimiter limiter = new RateLimiter(RateLimits.uniform(3), () -> now);

    @Test
    void remaining_falls_with_every_request_until_the_limit_refuses() {
        assertThat(take()).isEqualTo(new RateLimit(true, 3, 2, reset("2026-11-22T10:01:00Z"), now));
        assertThat(take().remaining()).isEqualTo(1);
        assertThat(take().remaining()).isZero();
        assertThat(take()).isEqualTo(new RateLimit(false, 3, 0, reset("2026-11-22T10:01:00Z"), now));
    }

    @Test
    void the_next_minute_starts_afresh() {
        take();
        now = Instant.parse("2026-11-22T10:00:59.999999999Z");
        assertThat(take().remaining()).isEqualTo(1);
        now = Instant.parse("2026-11-22T10:01:00Z");
        assertThat(take()).isEqualTo(new RateLimit(true, 3, 2, reset("2026-11-22T10:02:00Z"), now));
    }

    @Test
    void reset_is_never_before_now_and_retry_after_never_below_a_second() {
        now = Instant.parse("2026-11-22T10:00:59.999999999Z");
        assertThat(take().reset()).isGreaterThan(now.getEpochSecond());
        assertThat(take().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        now = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(take().retryAfter()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void operations_and_platforms_have_their_own_buckets() {
        take();
        assertThat(limiter.take("GetCall", Platform.WEB).remaining()).isEqualTo(2);
        assertThat(limiter.take("QueryCalls", Platform.SERVER_SIDE).remaining()).isEqualTo(2);
    }

    @Test
    void looking_uses_nothing() {
        assertThat(limiter.peek("GetCall", Platform.SERVER_SIDE).remaining()).isEqualTo(3);
        take();
        assertThat(limiter.peek("GetCall", Platform.SERVER_SIDE).remaining()).isEqualTo(2);
        assertThat(limiter.peek("GetCall", Platform.SERVER_SIDE).remaining()).isEqualTo(2);
        now = now.plusSeconds(60);
        assertThat(limiter.peek("GetCall", Platform.SERVER_SIDE).remaining()).isEqualTo(3);
    }

    @Test
    void a_clock_that_steps_back_gives_no_second_allowance() {
        now = Instant.parse("2026-11-22T10:01:00Z");
        take();
        take();
        now = Instant.parse("2026-11-22T10:00:59Z");
        assertThat(take()).isEqualTo(new RateLimit(true, 3, 0, reset("2026-11-22T10:02:00Z"), now));
        assertThat(take().allowed()).isFalse();
    }

    @Test
    void many_threads_together_get_exactly_the_limit() throws InterruptedException {
        RateLimiter shared = new RateLimiter(RateLimits.uniform(5_000), () -> now);
        AtomicInteger allowed = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    start.await();
                    for (int n = 0; n < 1_000; n++) {
                        if (shared.take("GetCall", Platform.SERVER_SIDE).allowed()) {
                            allowed.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
            start.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(allowed).hasValue(5_000);
    }

    @Test
    void a_limit_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new RateLimiter(RateLimits.uniform(0), () -> now)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimiter(RateLimits.uniform(1 << 24), () -> now)).isInstanceOf(IllegalArgumentException.class);
        RateLimiter largest = new RateLimiter(RateLimits.uniform((1 << 24) - 1), () -> now);
        assertThat(largest.take("GetCall", Platform.SERVER_SIDE).remaining()).isEqualTo((1 << 24) - 2);
    }

    private RateLimit take() {
        return limiter.take("GetCall", Platform.SERVER_SIDE);
    }

    private static long reset(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
