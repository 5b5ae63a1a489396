package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.http.RawHttp.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The limit itself, with a clock that stands still 20 s before the end of its minute. */
@Import(RateLimitTest.StandingClock.class)
@TestPropertySource(properties = "switchboard.rate-limit-per-minute=2")
class RateLimitTest extends HttpTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:39.5Z");

    @TestConfiguration
    static class StandingClock {
        @Bean
        InstantSource clock() {
            return InstantSource.fixed(NOW);
        }
    }

    @Test
    void past_the_limit_of_one_operation_only_that_one_is_refused() throws IOException {
        String server = Tokens.signServer(ToyApplication.SECRET, NOW);
        assertThat(get(server).headers().get("x-ratelimit-remaining")).isEqualTo("1");
        assertThat(get(server).headers().get("x-ratelimit-remaining")).isEqualTo("0");

        Answer refused = get(server);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(9);
        assertThat(refused.headers()).containsEntry("x-ratelimit-limit", "2")
                .containsEntry("x-ratelimit-remaining", "0")
                .containsEntry("x-ratelimit-reset", Long.toString(Instant.parse("2026-11-22T10:01:00Z").getEpochSecond()))
                .containsEntry("Retry-After", "21");

        assertThat(get(Tokens.signUser(ToyApplication.SECRET, "john", NOW, Optional.empty())).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, head("PATCH", CALL + KEY, server) + "\r\n").status()).isEqualTo(201);
    }

    @Test
    void the_endpoint_tells_how_the_buckets_stand() throws IOException {
        String server = Tokens.signServer(ToyApplication.SECRET, NOW);
        RawHttp.send(port, head("POST", CALL + KEY, server) + "\r\n");
        Answer all = limits(server, "&server_side=true");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().propertyNames()).containsOnly("server_side", "duration");
        assertThat(all.json().at("/server_side/GetOrCreateCall").toString())
                .isEqualTo("{\"limit\":2,\"remaining\":1,\"reset\":1795341660}");
        Answer named = limits(server, "&web=true&ios=true&endpoints=QueryChannels,GetCall");
        assertThat(named.json().propertyNames()).containsOnly("web", "ios", "duration");
        assertThat(named.json().get("ios").propertyNames()).containsOnly("QueryChannels", "GetCall");
    }

    private Answer limits(String token, String query) throws IOException {
        return RawHttp.send(port, head("GET", "/api/v2/rate_limits" + KEY + query, token) + "\r\n");
    }

    private Answer get(String token) throws IOException {
        return RawHttp.send(port, head("GET", CALL + KEY, token) + "\r\n");
    }
}
