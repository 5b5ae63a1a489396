package io.switchboard.standalone.crash;

import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.Topics;
import io.switchboard.events.call.Call;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.user.UserCodec;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.standalone.crash.CallImage.UserImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The committed log, read from its beginning as any consumer can, and the states it folds to. It relies on nothing but
 * the events jar. Used by one thread.
 */
final class LogHistory {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Where an event stands in the history of its call. */
    record Place(String cid, long seq) {
    }

    /** A user's document and the request that wrote it. */
    record Document(String requestId, UserImage user) {
    }

    private final EventCodec codec = EventCodec.standard();
    private final Map<String, List<CallImage>> states = new TreeMap<>();
    private final Oracle oracle = new Oracle();
    private final Map<String, Call> latest = new TreeMap<>();
    private final Map<String, List<Place>> byRequest = new TreeMap<>();
    private final Map<String, List<Document>> users = new TreeMap<>();
    private final Map<TopicPartition, List<String>> hashes = new TreeMap<>(
            (a, b) -> a.toString().compareTo(b.toString()));
    private final List<String> breaches = new ArrayList<>();

    private LogHistory() {
    }

    static LogHistory read(String bootstrapServers) {
        LogHistory history = new LogHistory();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.of(Topics.CALL_EVENTS, Topics.USERS)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            // A transaction marker takes an offset too, so the end is reached by position, not by a record.
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the log cannot be read to its end " + ends + " within " + LIMIT);
                }
                consumer.poll(POLL).forEach(history::add);
            }
        }
        return history;
    }

    /** What is wrong with the log itself. */
    List<String> breaches() {
        return breaches;
    }

    /** The call as its events 1, 2, 3 … made it. */
    List<CallImage> states(String cid) {
        return states.getOrDefault(cid, List.of());
    }

    /** Answers any question about the calls by looking at each one. */
    Oracle oracle() {
        return oracle;
    }

    Map<String, CallImage> latestCalls() {
        Map<String, CallImage> all = new TreeMap<>();
        states.forEach((cid, history) -> all.put(cid, history.getLast()));
        return all;
    }

    Map<String, UserImage> latestUsers() {
        Map<String, UserImage> all = new TreeMap<>();
        users.forEach((id, history) -> all.put(id, history.getLast().user()));
        return all;
    }

    /** The events of each request, by request id. */
    Map<String, List<Place>> byRequest() {
        return byRequest;
    }

    /** The documents of a user, oldest first. */
    List<Document> documents(String userId) {
        return users.getOrDefault(userId, List.of());
    }

    Map<String, List<Document>> documents() {
        return users;
    }

    /** What an earlier reading had and this one has not: history may only grow. */
    List<String> changedSince(LogHistory earlier) {
        List<String> changed = new ArrayList<>();
        earlier.hashes.forEach((partition, before) -> {
            List<String> now = hashes.getOrDefault(partition, List.of());
            if (now.size() < before.size() || !now.subList(0, before.size()).equals(before)) {
                changed.add("the history of " + partition + " was " + before.size()
                        + " records long and is no beginning of what it is now, " + now.size() + " records");
            }
        });
        return changed;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        hashes.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                .add(record.offset() + " " + HashChain.hash(record.value()));
        if (record.topic().equals(Topics.USERS)) {
            users.computeIfAbsent(record.key(), id -> new ArrayList<>()).add(new Document(header(record),
                    UserImage.of(UserCodec.decode(record.value()))));
        } else {
            addEvent(record);
        }
    }

    private void addEvent(ConsumerRecord<String, byte[]> record) {
        StoredEvent stored = codec.decode(record.value());
        EventEnvelope event = stored.envelope();
        String cid = record.key();
        List<CallImage> history = states.computeIfAbsent(cid, c -> new ArrayList<>());
        Optional<Call> before = Optional.ofNullable(latest.get(cid));
        String expected = before.map(call -> call.core().lastHash()).orElse(HashChain.ROOT);
        // The fold passes over an event it has had, so a doubled one is looked for here.
        if (!event.cid().toString().equals(cid) || event.seq() != history.size() + 1
                || !event.prevHash().equals(expected)) {
            breaches.add("record " + record.topic() + "-" + record.partition() + "@" + record.offset() + " of " + cid
                    + " is event " + event.seq() + " of " + event.cid() + " after " + history.size() + " events, and "
                    + (event.prevHash().equals(expected) ? "refers" : "does not refer") + " to the last of them");
            return;
        }
        Call call = Call.apply(before, stored);
        latest.put(cid, call);
        oracle.apply(stored);
        history.add(CallImage.of(call));
        byRequest.computeIfAbsent(event.request().id(), id -> new ArrayList<>()).add(new Place(cid, event.seq()));
    }

    private static String header(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("requestid").value(), StandardCharsets.UTF_8);
    }
}
