package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.view.OpenView;
import io.switchboard.projector.view.ReadView;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedCallStoreTest {

    private static final TopicPartition LOG = new TopicPartition("call-events", 0);
    private static final TaskId TASK = new TaskId(0, 0);

    @TempDir
    Path folder;

    private final EventCodec codec = EventCodec.standard();
    private final StoreResources resources = new StoreResources(new NoBackground());
    private final IndexedCallStores stores = new IndexedCallStores("calls", codec, resources);
    private final CallHistory call = new CallHistory(new Cid("default", "a")).append(Facts.created())
            .append(Facts.customChanged("{\"a\":1}")).append(Facts.ended());
    private KeyValueStore<Bytes, byte[]> store;
    private BatchingStateRestoreCallback restoring;

    @BeforeEach
    void open() {
        store = stores.get();
        StateStoreContext context = (StateStoreContext) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {StateStoreContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "stateDir" -> folder.toFile();
                    case "taskId" -> TASK;
                    case "recordMetadata" -> Optional.empty();
                    case "register" -> {
                        restoring = (BatchingStateRestoreCallback) arguments[1];
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
        store.init(context, store);
    }

    @AfterEach
    void close() {
        store.close();
        resources.close();
    }

    private boolean fold(int event, boolean last) {
        return stores.of(TASK).fold(bytes(event), last);
    }

    private byte[] bytes(int event) {
        return codec.encode(call.events().get(event).envelope());
    }

    /** How many events of the call are seen by who asks. */
    private long seen() {
        try (ReadView view = store.query(new OpenView(), PositionBound.unbounded(), new QueryConfig(false)).getResult()) {
            return view.call(call.cid()).map(CallCore::seq).orElse(0L);
        }
    }

    @Test
    void eventsShowTogetherWithTheLastOfThoseAtHand() {
        assertThat(fold(0, false)).isFalse();
        assertThat(fold(1, false)).isFalse();
        assertThat(seen()).isZero();
        assertThat(fold(2, true)).isTrue();
        assertThat(seen()).isEqualTo(3);
    }

    @Test
    void aCommitHasEverythingThatWasFolded() {
        fold(0, false);
        fold(1, false);
        store.commit(Map.of(LOG, 2L));
        assertThat(seen()).isEqualTo(2);
        store.close();
        open();
        assertThat(store.committedOffset(LOG)).isEqualTo(2);
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void whatIsNotCommittedWhenItClosesIsFoldedAgain() {
        fold(0, false);
        store.commit(Map.of(LOG, 1L));
        fold(1, false);
        store.close();
        open();
        assertThat(store.committedOffset(LOG)).isEqualTo(1);
        assertThat(seen()).isEqualTo(1);
        fold(1, true);
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void whatIsRestoredShows() {
        fold(0, true);
        restoring.restoreAll(List.of(KeyValue.pair(new byte[0], bytes(0)), KeyValue.pair(new byte[0], bytes(1))));
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void manyEventsShowBeforeTheLastIsThere() {
        int events = 0;
        String much = "x".repeat(10_000);
        do {
            call.append(Facts.customChanged("{\"a\":\"" + much + events + "\"}"));
            events++;
        } while (!fold(events - 1, false));
        assertThat(events).isBetween(3, 200);
        assertThat(seen()).isEqualTo(events);
    }

    @Test
    void aStateThatWasGivenUpIsGone() {
        fold(0, false);
        store.commit(Map.of());
        store.close();
        open();
        assertThat(seen()).isZero();
    }

    @Test
    void aClosedStoreTakesNothing() {
        store.close();
        assertThatThrownBy(() -> stores.of(TASK)).isInstanceOf(IllegalStateException.class);
    }
}
