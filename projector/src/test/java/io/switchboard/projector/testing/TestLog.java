package io.switchboard.projector.testing;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka with Switchboard's topics, and a writer that appends as command-api does: in transactions. */
public final class TestLog implements AutoCloseable {

    private final EventCodec codec = EventCodec.standard();
    private final EmbeddedBroker broker;
    private final KafkaProducer<String, byte[]> events;
    private final KafkaProducer<String, byte[]> users;

    private TestLog(EmbeddedBroker broker) {
        this.broker = broker;
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all",
                "linger.ms", 0);
        users = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        events = writer("test-writer");
    }

    public static TestLog start(Path folder, int partitions) throws Exception {
        TestLog log = withoutTopics(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.CALL_EVENTS, partitions, (short) 1),
                    table(Topics.USERS), table(Topics.CALL_TYPES), table(Topics.APP_SETTINGS))).all().get();
        }
        return log;
    }

    public static TestLog withoutTopics(Path folder) {
        return new TestLog(EmbeddedBroker.start(new BrokerConfig(folder, 0)));
    }

    private static NewTopic table(String name) {
        return new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Another transactional writer; the caller closes it. */
    public KafkaProducer<String, byte[]> writer(String transactionalId) {
        KafkaProducer<String, byte[]> writer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(),
                "transactional.id", transactionalId, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
        writer.initTransactions();
        return writer;
    }

    /** Appends and commits; returns when the commit is acknowledged. */
    public void append(List<StoredEvent> batch) {
        events.beginTransaction();
        send(events, batch);
        events.commitTransaction();
    }

    /** Appends and aborts. */
    public void abort(List<StoredEvent> batch) {
        events.beginTransaction();
        send(events, batch);
        events.flush();
        events.abortTransaction();
    }

    public void send(KafkaProducer<String, byte[]> writer, List<StoredEvent> batch) {
        batch.forEach(event -> writer.send(record(event)));
    }

    public ProducerRecord<String, byte[]> record(StoredEvent event) {
        return new ProducerRecord<>(Topics.CALL_EVENTS, event.envelope().cid().toString(),
                codec.encode(event.envelope()));
    }

    /** Writes a user named after its id. */
    public void putUser(String id) throws Exception {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        User user = new User(id, "user", Optional.of(id.toUpperCase()), Optional.empty(),
                EventJson.mapper().createObjectNode(), List.of(), Optional.empty(), "", false, Optional.empty(), at, at);
        users.send(new ProducerRecord<>(Topics.USERS, id, UserCodec.encode(user))).get();
    }

    /** Writes a document of a compacted topic; returns when it is acknowledged. */
    public void put(String topic, String name, byte[] document) throws Exception {
        users.send(new ProducerRecord<>(topic, name, document)).get();
    }

    /** Appends a record nobody can decode. */
    public void appendGarbage(String key) {
        events.beginTransaction();
        events.send(new ProducerRecord<>(Topics.CALL_EVENTS, key, "not an event".getBytes(StandardCharsets.UTF_8)));
        events.commitTransaction();
    }

    @Override
    public void close() {
        events.close();
        users.close();
        broker.close();
    }
}
