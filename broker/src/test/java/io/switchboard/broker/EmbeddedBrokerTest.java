package io.switchboard.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerTest {

    private static final String TOPIC = "events";

    @TempDir
    Path directory;

    @Test
    void committed_records_are_read_and_aborted_ones_are_not() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0))) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                commit(producer, "one", "two");
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "never")).get();
                producer.abortTransaction();
                commit(producer, "three");
            }

            assertThat(committed(broker, 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void a_restart_on_the_same_directory_finds_the_data_and_goes_on() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0))) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                commit(producer, "before");
            }
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0))) {
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                commit(producer, "after");
            }

            assertThat(committed(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void a_second_broker_on_the_same_directory_is_refused_in_one_sentence() {
        try (EmbeddedBroker first = EmbeddedBroker.start(new BrokerConfig(directory, 0))) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerConfig(directory, 0)))
                    .isInstanceOfSatisfying(BrokerStartException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_IN_USE))
                    .hasMessage("The data directory " + directory + " is in use by another Switchboard (process "
                            + ProcessHandle.current().pid() + ").");
        }
    }

    @Test
    void a_taken_port_is_refused_in_one_sentence_and_the_directory_stays_free() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));

            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerConfig(directory, taken.getLocalPort())))
                    .isInstanceOfSatisfying(BrokerStartException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_TAKEN))
                    .hasMessageContaining("The Kafka port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used");
        }

        ExclusiveDirectory.claim(directory).close();
    }

    @Test
    void a_directory_that_is_a_file_is_refused_in_one_sentence() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerConfig(file, 0)))
                .isInstanceOfSatisfying(BrokerStartException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE))
                .hasMessage("The data directory " + file + " cannot be written: it is not a directory.");
    }

    @Test
    void a_write_to_a_topic_that_nobody_created_fails_and_creates_nothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0));
                Admin admin = admin(broker);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "500"),
                        new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "value")).get())
                    .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TimeoutException.class);

            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void the_stale_lock_file_of_a_dead_process_does_not_block_a_start() throws IOException {
        Files.writeString(directory.resolve("in-use.lock"), "999999999", StandardOpenOption.CREATE);

        ExclusiveDirectory.claim(directory).close();

        assertThat(directory.resolve("in-use.lock")).hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void commit(KafkaProducer<String, String> producer, String... values) {
        producer.beginTransaction();
        for (String value : values) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value));
        }
        producer.commitTransaction();
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new StringSerializer(), new StringSerializer());
    }

    private static List<String> committed(EmbeddedBroker broker, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        assertThat(values).hasSize(count);
        return values;
    }
}
