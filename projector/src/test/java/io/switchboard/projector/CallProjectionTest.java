package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.Topics;
import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.store.StoreResources;
import io.switchboard.projector.view.OpenView;
import io.switchboard.projector.view.ReadView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology as Streams runs it, without a broker. */
class CallProjectionTest {

    private static final TopicPartition SOURCE = new TopicPartition(Topics.CALL_EVENTS, 0);

    @TempDir
    Path folder;

    private final AppliedPositions positions = new AppliedPositions();
    private final StoreResources resources = new StoreResources();
    private final CallHistory call = new CallHistory(new Cid("default", "standup"));
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> log;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(Projector.topology(positions, resources), settings);
        log = driver.createInputTopic(Topics.CALL_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        resources.close();
    }

    private void append(StoredEvent event) {
        log.pipeInput(event.envelope().cid().toString().getBytes(), EventCodec.standard().encode(event.envelope()));
    }

    private ReadView view() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(Projector.CALLS);
        QueryResult<ReadView> result = store.query(new OpenView(), PositionBound.unbounded(), new QueryConfig(false));
        assertThat(result.isSuccess()).isTrue();
        return result.getResult();
    }

    @Test
    void eventsBecomeACallThatCanBeAskedForThroughTheStoresLayers() {
        call.append(Facts.created(Facts.member("john"), Facts.member("jack"))).append(Facts.removed("jack"))
                .append(Facts.ended());
        call.events().forEach(this::append);
        try (ReadView view = view()) {
            assertThat(view.calls(Filter.everything(), new Order<>(Sortable.CALLS, List.of()), Optional.empty(), 10))
                    .singleElement().satisfies(core -> {
                        assertThat(core.seq()).isEqualTo(3);
                        assertThat(core.endedAt()).isPresent();
                    });
            assertThat(view.row(call.cid(), 10, Optional.empty()).members()).extracting("userId").containsExactly("john");
        }
    }

    @Test
    void anEventThatComesTwiceChangesNothing() {
        call.append(Facts.created()).append(Facts.customChanged("{\"a\":1}")).append(Facts.customChanged("{\"a\":2}"));
        call.events().forEach(this::append);
        append(call.events().get(1));
        try (ReadView view = view()) {
            assertThat(view.call(call.cid()).orElseThrow().custom()).isEqualTo(Facts.json("{\"a\":2}"));
        }
    }

    @Test
    void everyRecordCountsAsAppliedOnceItIsInTheStore() {
        positions.polled(Map.of(SOURCE, 2L), Map.of(SOURCE, 1L));
        call.append(Facts.created()).append(Facts.ended());
        append(call.events().getFirst());
        assertThat(positions.await(Map.of(SOURCE, 2L), Duration.ZERO)).isInstanceOf(Reached.Behind.class);
        append(call.events().getLast());
        assertThat(positions.await(Map.of(SOURCE, 2L), Duration.ZERO)).isEqualTo(new Reached.Yes());
    }

    @Test
    void aBrokenHistoryStopsTheFolding() {
        call.append(Facts.created()).append(Facts.customChanged("{}")).append(Facts.ended());
        append(call.events().getFirst());
        assertThatThrownBy(() -> append(call.events().getLast())).hasRootCauseInstanceOf(BrokenHistoryException.class);
    }

    @Test
    void aRecordWithoutValueStopsTheFolding() {
        assertThatThrownBy(() -> log.pipeInput("default:x".getBytes(), (byte[]) null))
                .hasRootCauseInstanceOf(CorruptEventException.class);
    }
}
