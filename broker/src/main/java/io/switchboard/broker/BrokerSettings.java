package io.switchboard.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every broker setting that differs from Kafka's own default, with the reason. A Kafka that Switchboard does not start
 * itself, such as the one of {@code docker-compose.yml}, is held to {@link #required()}. All maps are the caller's own.
 */
public final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {
    }

    /** Settings that Switchboard's write path needs of any Kafka, embedded or not. */
    public static Map<String, String> required() {
        Map<String, String> settings = new LinkedHashMap<>();
        // A transaction that follows another at once finds its partition still completing and retries: the default of
        // 20 ms costs three quarters of the throughput.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // A mistyped topic must be an error, never a new topic with the wrong number of partitions.
        settings.put("auto.create.topics.enable", "false");
        // One instance is the usual group here; waiting for others only delays readiness.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        // The broker's minimum bounds what a group of the newer protocol may ask for; a dead owner is to be replaced
        // in seconds.
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "200");
        settings.put("group.streams.min.session.timeout.ms", "1000");
        settings.put("group.streams.min.heartbeat.interval.ms", "200");
        settings.put("group.min.session.timeout.ms", "1000");
        return settings;
    }

    /** Settings of a Kafka with a single node: one replica of everything, few internal partitions. */
    public static Map<String, String> singleNode() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        return settings;
    }

    /** Everything the embedded broker runs with. */
    static Map<String, String> embedded(Path logs, int port) {
        Map<String, String> settings = new LinkedHashMap<>(required());
        settings.putAll(singleNode());
        settings.putAll(identity(logs, port));
        settings.putAll(storage());
        settings.putAll(frugality());
        return settings;
    }

    private static Map<String, String> identity(Path logs, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", logs.toString());
        // The controller's port is nobody else's business: always ephemeral, so it can never be taken.
        settings.put("listeners",
                CLIENT_LISTENER + "://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:0");
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        // Only names the voter; its address is handed over once the port is known.
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:0");
        // The only voter competes with nobody.
        settings.put("controller.quorum.election.timeout.ms", "50");
        settings.put("controller.quorum.election.backoff.max.ms", "50");
        return settings;
    }

    private static Map<String, String> storage() {
        Map<String, String> settings = new LinkedHashMap<>();
        // Written out to the disk about once a second, in the background. Processes may die at any time without loss;
        // this bounds what a power cut can take, and what must be checked again after a kill.
        settings.put("log.flush.interval.ms", "1000");
        settings.put("log.flush.scheduler.interval.ms", "1000");
        settings.put("log.flush.offset.checkpoint.interval.ms", "5000");
        settings.put("log.initial.task.delay.ms", "500");
        // A kill leaves the newest segment of every partition to be read again at the next start.
        settings.put("log.segment.bytes", Integer.toString(256 << 20));
        // Index files are allocated in full; this size fits a segment of the size above.
        settings.put("log.index.size.max.bytes", Integer.toString(2 << 20));
        settings.put("log.retention.ms", "-1");
        settings.put("num.recovery.threads.per.data.dir", "2");
        return settings;
    }

    private static Map<String, String> frugality() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("group.coordinator.background.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        settings.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
        settings.put("offsets.load.buffer.size", Integer.toString(1 << 20));
        settings.put("transaction.state.log.load.buffer.size", Integer.toString(1 << 20));
        // Kafka proves an idle controller alive with a record and an fsync twice a second. Nobody watches this one.
        settings.put("metadata.max.idle.interval.ms", "0");
        settings.put("auto.leader.rebalance.enable", "false");
        // No JMX beans: they cost start-up time and nobody reads them in this process.
        settings.put("metric.reporters", "");
        return settings;
    }
}
