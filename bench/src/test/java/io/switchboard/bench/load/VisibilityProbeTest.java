package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.load.FakeServer.Asked;
import io.switchboard.bench.load.FakeServer.Reply;
import io.switchboard.bench.load.VisibilityProbe.Mode;
import io.switchboard.bench.load.VisibilityProbe.Sight;
import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class VisibilityProbeTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    /** How often each call was asked for. */
    private final Map<String, Integer> queries = new ConcurrentHashMap<>();

    @Test
    void aCallFoundAtOnceIsVisibleAndNotStale() throws Exception {
        Sight sight = probe(Mode.STRONG, 0);
        assertThat(sight.commands().accepted()).isEqualTo(80);
        assertThat(sight.visible().accepted()).isEqualTo(20);
        assertThat(sight.stale()).isZero();
        assertThat(sight.visible().latency().max()).isPositive();
    }

    @Test
    void aStrongQueryThatMissesTheCallIsStaleAndIsNotAskedAgain() throws Exception {
        Sight sight = probe(Mode.STRONG, 1);
        assertThat(sight.stale()).isEqualTo(20);
        assertThat(sight.visible().accepted()).isZero();
        assertThat(queries.values()).containsOnly(1);
    }

    @Test
    void anEventualQueryIsRepeatedUntilTheCallIsThere() throws Exception {
        Sight sight = probe(Mode.EVENTUAL, 3);
        assertThat(sight.visible().accepted()).isEqualTo(20);
        assertThat(sight.stale()).isEqualTo(60);
        assertThat(queries.values()).containsOnly(4);
    }

    @Test
    void onlyEventualQueriesOptOutOfWaiting() throws Exception {
        try (FakeServer server = server(0)) {
            run(server, Mode.EVENTUAL);
            assertThat(server.asked()).filteredOn(a -> a.path().endsWith("/video/calls"))
                    .isNotEmpty().allMatch(a -> a.consistency().equals("eventual"));
            server.asked().clear();
            run(server, Mode.STRONG);
            assertThat(server.asked()).isNotEmpty().noneMatch(a -> a.consistency().equals("eventual"));
        }
    }

    private Sight probe(Mode mode, int misses) throws Exception {
        try (FakeServer server = server(misses)) {
            return run(server, mode);
        }
    }

    private static Sight run(FakeServer server, Mode mode) throws InterruptedException {
        CallWorkload calls = new CallWorkload(server.endpoint(), 10);
        VisibilityProbe probe = new VisibilityProbe(server.endpoint(), calls, mode, 4);
        OpenLoop.run(probe, 4, 200, SHORT);
        return probe.sight();
    }

    private FakeServer server(int misses) throws IOException {
        return new FakeServer(asked -> asked.path().endsWith("/video/calls")
                ? query(asked, misses) : new Reply(201, "{\"created\":true}"));
    }

    private Reply query(Asked asked, int misses) {
        String cid = EventJson.mapper().readTree(asked.body()).get("filter_conditions").get("cid").stringValue();
        return new Reply(201, queries.merge(cid, 1, Integer::sum) > misses
                ? "{\"calls\":[{\"call\":{\"cid\":\"" + cid + "\"}}]}" : "{\"calls\":[]}");
    }
}
