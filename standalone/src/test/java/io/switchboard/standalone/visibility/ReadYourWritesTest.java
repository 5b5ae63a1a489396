package io.switchboard.standalone.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Topics;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.standalone.TemporarySwitchboard;
import io.switchboard.standalone.process.ServerApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one process. The services apart do the same in their own test. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReadYourWritesTest {

    private static final int PAIRS = Boolean.getBoolean("soak") ? 10_000 : 6_000;
    private static final int PARTITIONS = 4;
    /** What a query waits for the log, and what a busy machine may add to it. */
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration MARGIN = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private static TemporarySwitchboard switchboard;
    private static ServerApi api;
    private static Aborts aborts;

    @BeforeAll
    static void start() throws Exception {
        switchboard = TemporarySwitchboard.start(folder);
        api = new ServerApi(switchboard::baseUrl, switchboard.apiKey(), switchboard.apiSecret());
        aborts = new Aborts(switchboard.bootstrapServers(), PARTITIONS);
    }

    @AfterAll
    static void stop() throws Exception {
        try (TemporarySwitchboard _ = switchboard; ServerApi _ = api; Aborts _ = aborts) {
            assertThat(folder).exists();
        }
    }

    @Test
    void everyQuerySeesTheCommandThatWasAnsweredBeforeIt() throws Exception {
        long seed = RandomSeed.generator("ReadYourWritesTest").nextLong();

        Pairs.Result result = new Pairs(api::send, api::send, aborts, PARTITIONS).run(PAIRS, seed);

        System.out.println("in one process: " + result);
        assertThat(result.stale()).isEmpty();
        assertThat(result.pairs()).isEqualTo(PAIRS);
    }

    @Test
    void whileTheLogCannotBeReadToItsEndQueriesNameTheLagWithinTheirBoundAndAreRightAfterwards() throws Exception {
        ok(api.send("POST", "/video/call/default/held-up", "{\"data\":{\"created_by_id\":\"john\",\"custom\":{\"is\":\"held-up\"}}}"));
        String query = "{\"filter_conditions\":{\"custom.is\":\"held-up\"}}";
        String named = "{\"filter_conditions\":{\"cid\":\"default:held-up\"}}";
        int home = Topics.partition("default:held-up", PARTITIONS);
        ok(api.send("POST", "/video/calls", query));
        aborts.begin();
        try {
            long asked = System.nanoTime();
            HttpResponse<String> behind = api.send("POST", "/video/calls", query);

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isBetween(WAIT, WAIT.plus(MARGIN));
            assertThat(behind.statusCode()).isEqualTo(503);
            assertThat(behind.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(behind.body()).contains("\"StatusCode\":503", "call-events-0=", "call-events-3=");
            assertThat(ok(api.send("POST", "/video/calls", query, "X-Consistency", "eventual"))).contains("held-up");
            HttpResponse<String> one = api.send("POST", "/video/calls", named);
            assertThat(one.statusCode()).isEqualTo(503);
            assertThat(one.body()).as("only where the call is").contains("{call-events-" + home + "=1}");
        } finally {
            aborts.end();
        }
        assertThat(ok(api.send("POST", "/video/calls", query))).contains("held-up");
        assertThat(ok(api.send("POST", "/video/calls", named))).contains("held-up");
    }

    private static String ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}
