package io.switchboard.command.shard;

import io.switchboard.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of the log: made when missing, checked when there. */
public final class LogTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(20);
    private static final String LARGEST_RECORD = Integer.toString(8 << 20);

    private final KafkaLogSettings settings;
    private final int partitions;
    private final Optional<Short> replicas;

    /**
     * @param partitions the partition count of {@code call-events}; part of the contract, never changed
     * @param replicas   copies of each record, the broker's default if empty
     */
    public LogTopics(KafkaLogSettings settings, int partitions, Optional<Short> replicas) {
        this.settings = settings;
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /**
     * Makes the missing topics and checks those that exist. May be called by several instances at once.
     *
     * @throws TopicsUnusableException when a topic is not as the log needs it, or the broker cannot be asked; the
     *                                 message is for the operator
     */
    public void ensure() {
        try (Admin admin = Admin.create(settings.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Duration.ofSeconds(10).toMillis(),
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false)))) {
            create(admin);
            checkPartitions(admin);
            checkHistory(admin);
        }
    }

    private List<NewTopic> wanted() {
        Map<String, String> forever = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(new NewTopic(Topics.CALL_EVENTS, Optional.of(partitions), replicas).configs(forever));
        for (String table : List.of(Topics.USERS, Topics.CALL_TYPES, Topics.APP_SETTINGS)) {
            wanted.add(new NewTopic(table, Optional.of(1), replicas).configs(compacted));
        }
        return wanted;
    }

    private void create(Admin admin) {
        for (Map.Entry<String, KafkaFuture<Void>> made : admin.createTopics(wanted()).values().entrySet()) {
            try {
                await(made.getValue(), "create topic " + made.getKey());
            } catch (TopicsUnusableException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void checkPartitions(Admin admin) {
        for (NewTopic topic : wanted()) {
            int found = describe(admin, topic.name()).partitions().size();
            if (found != topic.numPartitions()) {
                throw new TopicsUnusableException("topic '" + topic.name() + "' has " + found + " partitions, but "
                        + topic.numPartitions() + " are configured. The partition count decides which partition holds "
                        + "a call, so it can never change: configure " + found + ", or start with an empty log.", null);
            }
        }
    }

    /** A topic just made may not be known to every broker yet. */
    private TopicDescription describe(Admin admin, String topic) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic), "describe " + topic);
            } catch (TopicsUnusableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > giveUp) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /** History that the broker would delete or compact is no history. */
    private void checkHistory(Admin admin) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CALL_EVENTS);
        Config config = await(admin.describeConfigs(List.of(resource)).values().get(resource), "describe the log");
        Map<String, String> needed = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        String wrong = needed.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(config.get(setting.getKey()).value()))
                .map(setting -> setting.getKey() + " is " + config.get(setting.getKey()).value() + " and must be "
                        + setting.getValue()).sorted().collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new TopicsUnusableException("topic '" + Topics.CALL_EVENTS + "' would lose events: " + wrong + ".", null);
        }
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TopicsUnusableException("cannot " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new TopicsUnusableException("cannot " + what + ": the broker did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsUnusableException("cannot " + what + ": interrupted", e);
        }
    }
}
