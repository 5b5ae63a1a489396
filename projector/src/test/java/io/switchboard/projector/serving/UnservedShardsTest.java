package io.switchboard.projector.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Topics;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.QueryOutcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

/** What is told of shards that cannot be asked now. */
class UnservedShardsTest {

    private static final byte[] SECRET = new byte[32];
    private static final Set<TopicPartition> MISSING =
            Set.of(new TopicPartition(Topics.CALL_EVENTS, 3), new TopicPartition(Topics.CALL_EVENTS, 1));

    @Test
    void aProcessAloneSpeaksOfNoOther() {
        assertThat(LocalShards.notServed(MISSING, State.RUNNING, true))
                .isEqualTo(new QueryOutcome.Restoring<>("partitions [1, 3] are being opened"));
        assertThat(LocalShards.notServed(MISSING, State.RUNNING, false)).isEqualTo(new QueryOutcome.Moved<>(Set.of(1, 3)));
        assertThat(LocalShards.notServed(MISSING, State.REBALANCING, false))
                .isEqualTo(new QueryOutcome.Restoring<>("the stores are being restored: REBALANCING"));
    }

    @Test
    void whereAnotherInstanceIsAndWhyItIsSilentIsNotForClients() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            QueryOutcome<Activity> outcome = new RemoteShards(http, new PeerCodec(new CursorCodec(SECRET)),
                    Peering.of("127.0.0.1", 1, SECRET), "127.0.0.1:" + closed, Duration.ofSeconds(5))
                    .activity(Map.of(2, 0L, 0, 0L));

            assertThat(outcome).isEqualTo(new QueryOutcome.Restoring<>("partitions [0, 2] cannot be reached"));
        }
    }
}
