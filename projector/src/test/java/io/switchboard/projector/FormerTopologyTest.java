package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.ReportingClients;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.store.IndexedCallStores;
import io.switchboard.projector.store.StoreResources;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.RandomLog;
import io.switchboard.projector.testing.TestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation whose projector kept a changelog of its own is updated, one instance after the other. */
class FormerTopologyTest {

    @TempDir
    Path folder;

    @Test
    void anUpdatedInstanceAnswersBesideAFormerOneAndInItsFolder() throws Exception {
        RandomGenerator random = RandomSeed.generator("FormerTopologyTest");
        try (TestLog log = TestLog.start(folder.resolve("kafka"), 2); StoreResources resources = new StoreResources()) {
            RandomLog calls = new RandomLog(random, log, "call-");
            log.putUser("john");
            calls.append(60);
            ProjectorConfig former = ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("former"));
            try (KafkaStreams running = former(former, resources)) {
                try (Projector beside = running(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("new")))) {
                    calls.append(20);
                    Asking.compare(beside.queries(), calls.oracle(), random, 10);
                    assertThat(running.state()).isEqualTo(KafkaStreams.State.RUNNING);
                }
                running.close(CloseOptions.timeout(Duration.ofSeconds(10)));
            }
            calls.append(20);
            try (Projector updated = running(former)) {
                Asking.compare(updated.queries(), calls.oracle(), random, 10);
            }
        }
    }

    private static Projector running(ProjectorConfig config) throws InterruptedException {
        Projector projector = new Projector(config, new CursorCodec(new byte[32]));
        projector.start();
        assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isTrue();
        return projector;
    }

    private static KafkaStreams former(ProjectorConfig config, StoreResources resources)
            throws IOException, InterruptedException {
        AppliedPositions positions = new AppliedPositions();
        StreamsBuilder builder = new StreamsBuilder();
        builder.globalTable(Topics.USERS, Consumed.with(Serdes.String(), Serdes.ByteArray()),
                Materialized.as(Stores.persistentKeyValueStore("users")));
        Topology topology = builder.build();
        topology.addSource("call-events", Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer(),
                Topics.CALL_EVENTS);
        IndexedCallStores stores = new IndexedCallStores("calls", EventCodec.standard(), resources);
        topology.addProcessor("fold", () -> new CallProjection(Topics.CALL_EVENTS, stores, positions), "call-events");
        topology.addStateStore(Stores.keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray()).withCachingDisabled().withLoggingEnabled(Map.of()), "fold");
        Properties settings = StreamsSettings.of(config);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "switchboard-projector-3");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        KafkaStreams streams = new KafkaStreams(topology, settings, new ReportingClients(positions, Set::of));
        CountDownLatch running = new CountDownLatch(1);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
        return streams;
    }
}
