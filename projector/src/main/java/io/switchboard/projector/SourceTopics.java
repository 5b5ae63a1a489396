package io.switchboard.projector;

import io.switchboard.events.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits for the topics the projector reads. Another service makes them, and services start in any order; Streams
 * itself would give up at once.
 */
record SourceTopics(Admin admin, Duration limit) {

    private static final List<String> NAMES =
            List.of(Topics.CALL_EVENTS, Topics.USERS, Topics.CALL_TYPES, Topics.APP_SETTINGS);
    private static final long PAUSE_MILLIS = 100;

    /** @throws ProjectorException when they do not exist in time */
    Set<TopicPartition> await() {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                return partitions(admin.describeTopics(NAMES, new DescribeTopicsOptions().timeoutMs((int) left))
                        .allTopicNames().get());
            } catch (ExecutionException e) {
                boolean mayAppear = e.getCause() instanceof UnknownTopicOrPartitionException
                        || e.getCause() instanceof RetriableException;
                if (!mayAppear || System.nanoTime() > deadline) {
                    throw new ProjectorException("the topics " + NAMES + " cannot be read within " + limit.toSeconds()
                            + " s: " + e.getCause().getMessage(), e.getCause());
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProjectorException("interrupted while waiting for the topics", e);
            }
        }
    }

    private static Set<TopicPartition> partitions(Map<String, TopicDescription> topics) {
        Set<TopicPartition> partitions = new HashSet<>();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProjectorException("interrupted while waiting for the topics", e);
        }
    }
}
