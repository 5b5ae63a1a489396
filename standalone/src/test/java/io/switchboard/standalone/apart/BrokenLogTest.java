package io.switchboard.standalone.apart;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.command.service.CommandApiApplication;
import io.switchboard.events.Topics;
import io.switchboard.projector.service.ProjectorApplication;
import io.switchboard.query.service.QueryApiApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alive and ready are two things: nothing is gained by restarting a service that cannot read its log. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BrokenLogTest {

    private static final int PARTITIONS = 3;
    private static final int EXIT_CODE_OF_SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void services_that_cannot_read_the_log_are_alive_and_not_ready_and_say_so_to_clients() throws Exception {
        try (EmbeddedBroker kafka = EmbeddedBroker.start(new BrokerConfig(folder.resolve("kafka"), 0))) {
            Map<String, String> environment = Service.environment(kafka.bootstrapServers(), folder.resolve("command"));
            try (Service first = Service.launch(CommandApiApplication.class, environment)) {
                first.awaitListening().awaitHealth("readiness", 200);
                assertThat(first.terminate(Duration.ofSeconds(30)).exitCode()).isEqualTo(EXIT_CODE_OF_SIGTERM);
            }
            breakLog(kafka.bootstrapServers());

            Map<String, String> query = Service.environment(kafka.bootstrapServers(), folder.resolve("query"));
            query.put("SWITCHBOARD_PEER_ADDRESS", "127.0.0.1:" + Service.freePort());
            try (Service commands = Service.launch(CommandApiApplication.class, environment);
                    Service queries = Service.launch(QueryApiApplication.class, query);
                    Service projector = Service.launchAt(Service.freePort(), ProjectorApplication.class,
                            Service.environment(kafka.bootstrapServers(), folder.resolve("projector")))) {
                assertAliveAndNotReady(commands.awaitListening(), "needs an operator");
                assertAliveAndNotReady(queries.awaitListening(), "stored bytes are not an event");
                assertAliveAndNotReady(projector, "stored bytes are not an event");
                assertThat(commands.send("GET", "/video/call/default/any", "").statusCode()).isEqualTo(503);
                assertThat(queries.send("POST", "/video/calls", "{}").statusCode()).isEqualTo(503);
            }
        }
    }

    private static void assertAliveAndNotReady(Service service, String says) throws Exception {
        service.awaitLog(says).awaitHealth("readiness", 503);
        assertThat(service.health("liveness").statusCode()).isEqualTo(200);
    }

    private static void breakLog(String bootstrapServers) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), new StringSerializer(),
                new StringSerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(Topics.CALL_EVENTS, partition, "default:any", "no event")).get();
            }
        }
    }
}
