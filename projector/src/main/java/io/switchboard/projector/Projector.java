package io.switchboard.projector;

import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.LogEnd;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.consistency.ReportingClients;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.rows.StorageException;
import io.switchboard.projector.serving.Serving;
import io.switchboard.projector.store.IndexedCallStores;
import io.switchboard.projector.store.StoreResources;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka Streams app that folds the log into queryable stores, and the queries over them.
 *
 * <p>One per process and folder. {@link #start} once, {@link #close} once; every other method from any thread at any
 * time. After {@link ProjectorState.Failed} only closing is left.
 */
public final class Projector implements AutoCloseable {

    static final String CALLS = "calls";
    static final String USERS = "users";
    static final String CALL_TYPES = "call-types";
    static final String SETTINGS = "app-settings";

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration QUERY_WAIT = Duration.ofSeconds(2);

    private final ProjectorConfig config;
    private final CursorCodec cursors;
    private final AppliedPositions positions = new AppliedPositions();
    private final Failures failures;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private volatile Lifecycle lifecycle = new Lifecycle.Created();

    private sealed interface Lifecycle {
        record Created() implements Lifecycle {
        }

        record Started(KafkaStreams streams, Admin admin, StoreResources resources, Serving serving, Folding folding)
                implements Lifecycle {
        }

        record Closed() implements Lifecycle {
        }
    }

    /** @param cursors signs the cursors of this application; the same key on every instance */
    public Projector(ProjectorConfig config, CursorCodec cursors) {
        this.config = config;
        this.cursors = cursors;
        this.failures = new Failures(config.folder(), task -> positions.furthest(partition ->
                task.isEmpty() || task.get().partition() == partition.partition()), System::nanoTime);
    }

    /**
     * Starts folding. Returns when users, call types and settings are loaded; the calls may still be restoring.
     *
     * @throws ProjectorException when the topics do not appear, or the folder cannot be used or is in use
     */
    public synchronized void start() {
        if (!(lifecycle instanceof Lifecycle.Created)) {
            throw new IllegalStateException("a projector starts once");
        }
        Admin admin = admin();
        StoreResources resources = new StoreResources();
        try {
            Set<TopicPartition> partitions = new SourceTopics(admin, config.topicWait()).await();
            KafkaStreams streams = new KafkaStreams(topology(positions, resources), StreamsSettings.of(config),
                    new ReportingClients(positions, resources::givenUp));
            LogEnd logEnd = new LogEnd(admin, partitions, (int) QUERY_WAIT.toMillis());
            Folding folding = new Folding(Topics.CALL_EVENTS, positions, logEnd::now);
            lifecycle = new Lifecycle.Started(streams, admin, resources, Serving.start(streams,
                    new Serving.Stores(CALLS, USERS, CALL_TYPES, SETTINGS), positions, logEnd, cursors, partitions,
                    QUERY_WAIT, config.peering(), () -> state() instanceof ProjectorState.Running), folding);
            streams.setGlobalStateRestoreListener(folding);
            streams.setUncaughtExceptionHandler(failures);
            streams.setStateListener((now, before) -> {
                LOG.info("projector is {}", now);
                if (now == KafkaStreams.State.RUNNING && !caughtUp) {
                    Thread.ofVirtual().name("switchboard-catch-up").start(() -> catchUp(logEnd, folding));
                } else if (now.hasCompletedShutdown()) {
                    settled.countDown();
                }
            });
            streams.start();
        } catch (IOException | RuntimeException e) {
            if (lifecycle instanceof Lifecycle.Started) {
                close();
            } else {
                lifecycle = new Lifecycle.Closed();
                admin.close(Duration.ofSeconds(1));
                resources.close();
            }
            throw new ProjectorException("the projector cannot start: " + (isOfStores(e)
                    ? "its stores cannot be read (" + Failures.root(e).getMessage() + "): "
                            + Failures.advice(config.folder())
                    : e.getMessage()), e);
        }
    }

    /** Whether a store on disk is what failed. */
    private static boolean isOfStores(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof StorageException || t instanceof RocksDBException) {
                return true;
            }
        }
        return false;
    }

    private Admin admin() {
        try {
            return Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ProjectorException("the projector cannot start: " + reason.getMessage(), e);
        }
    }

    /** Waits until it is {@link ProjectorState.Running}; false when that takes longer, or will not happen. */
    public boolean awaitRunning(Duration limit) throws InterruptedException {
        return settled.await(limit.toNanos(), TimeUnit.NANOSECONDS) && state() instanceof ProjectorState.Running;
    }

    public ProjectorState state() {
        return switch (lifecycle) {
            case Lifecycle.Created created -> new ProjectorState.Created();
            case Lifecycle.Closed closed -> new ProjectorState.Stopped();
            case Lifecycle.Started started -> switch (started.streams.state()) {
                case RUNNING -> caughtUp ? new ProjectorState.Running() : new ProjectorState.CatchingUp();
                case CREATED, REBALANCING -> new ProjectorState.Restoring();
                case PENDING_ERROR, ERROR -> new ProjectorState.Failed(failures.reason());
                case PENDING_SHUTDOWN, NOT_RUNNING -> failures.happened()
                        ? new ProjectorState.Failed(failures.reason()) : new ProjectorState.Stopped();
            };
        };
    }

    /** The partitions of the call log that this instance serves now. */
    public Set<Integer> partitions() {
        return positions.served().stream().filter(partition -> partition.topic().equals(Topics.CALL_EVENTS))
                .map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How far it has folded its share of the log; empty when that is not known (yet). Cheap: asks nobody. */
    public Optional<Progress> progress() {
        return lifecycle instanceof Lifecycle.Started started ? started.folding.progress() : Optional.empty();
    }

    /**
     * The calls gone through to make missing or broken indexes from the stored calls, for all of these together; empty
     * while none is made. The log stands still meanwhile.
     */
    public OptionalLong remaking() {
        return lifecycle instanceof Lifecycle.Started started ? started.resources.remaking().progress()
                : OptionalLong.empty();
    }

    /** @throws IllegalStateException before {@link #start} and after {@link #close} */
    public CallQueries queries() {
        if (lifecycle instanceof Lifecycle.Started started) {
            return started.serving.queries();
        }
        throw new IllegalStateException("the projector is not started");
    }

    /** Stops within about ten seconds, giving its partitions to others. Idempotent. */
    @Override
    public synchronized void close() {
        Lifecycle last = lifecycle;
        lifecycle = new Lifecycle.Closed();
        if (last instanceof Lifecycle.Started started) {
            started.serving.close();
            boolean clean = started.streams.close(CloseOptions.timeout(Duration.ofSeconds(10))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            started.admin.close(Duration.ofSeconds(1));
            if (clean) {
                started.resources.close();
            } else {
                LOG.warn("stream threads did not stop in time; their memory is left to the end of the process");
            }
        }
    }

    private void catchUp(LogEnd logEnd, Folding folding) {
        while (!caughtUp && state() instanceof ProjectorState.CatchingUp) {
            try {
                Map<TopicPartition, Long> ends = new HashMap<>(logEnd.now().get());
                folding.ends(ends);
                ends.keySet().retainAll(positions.served());
                caughtUp = positions.await(ends, QUERY_WAIT) instanceof Reached.Yes;
            } catch (ExecutionException e) {
                LOG.warn("the end of the log cannot be asked for; the projector is not ready", e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
        if (caughtUp) {
            settled.countDown();
        }
    }

    static Topology topology(AppliedPositions positions, StoreResources resources) {
        StreamsBuilder builder = new StreamsBuilder();
        Map.of(USERS, Topics.USERS, CALL_TYPES, Topics.CALL_TYPES, SETTINGS, Topics.APP_SETTINGS).entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).forEach(table -> builder.globalTable(table.getValue(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()),
                        Materialized.as(Stores.persistentKeyValueStore(table.getKey()))));
        Topology topology = builder.build();
        // The log is the changelog: a topic of rows beside it would repeat it several times over, and every instance
        // would have to write what every other could fold for itself.
        IndexedCallStores stores = new IndexedCallStores(CALLS, EventCodec.standard(), resources);
        topology.addReadOnlyStateStore(Stores.keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled().withLoggingDisabled(), "call-events",
                Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer(), Topics.CALL_EVENTS, "fold",
                () -> new CallProjection(Topics.CALL_EVENTS, stores, positions));
        return topology;
    }
}
