package io.switchboard.query;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
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

/** A real Kafka and a writer that appends what command-api would. */
final class QueryLog implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final KafkaProducer<String, byte[]> writer;

    QueryLog(Path folder) throws Exception {
        broker = EmbeddedBroker.start(new BrokerConfig(folder, 0));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.CALL_EVENTS, 2, (short) 1),
                    table(Topics.USERS), table(Topics.CALL_TYPES), table(Topics.APP_SETTINGS))).all().get();
        }
        writer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new StringSerializer(), new ByteArraySerializer());
        writer.initTransactions();
    }

    private static NewTopic table(String name) {
        return new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    void append(CallHistory call) {
        begin(call);
        commit();
    }

    /** Appends and leaves the transaction open. */
    void begin(CallHistory call) {
        writer.beginTransaction();
        call.events().forEach(event -> writer.send(new ProducerRecord<>(Topics.CALL_EVENTS, call.cid().toString(),
                EventCodec.standard().encode(event.envelope()))));
        writer.flush();
    }

    void commit() {
        writer.commitTransaction();
    }

    void putUser(String id, String role, String... teams) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        put(new User(id, role, Optional.of("The " + id), Optional.empty(), EventJson.mapper().createObjectNode(),
                List.of(teams), Optional.empty(), "", false, Optional.empty(), at, at));
    }

    void put(User user) {
        put(Topics.USERS, user.id(), UserCodec.encode(user));
    }

    /** Writes a document of a compacted topic; returns when it is acknowledged. */
    void put(String topic, String name, byte[] document) {
        writer.beginTransaction();
        writer.send(new ProducerRecord<>(topic, name, document));
        writer.commitTransaction();
    }

    @Override
    public void close() {
        writer.close();
        broker.close();
    }
}
