package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.command.service.CommandApiApplication;
import io.switchboard.query.QueryApiApplication;
import io.switchboard.wire.auth.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of docker-compose.yml without containers: a Kafka, and every service as a process of its own. */
@Timeout(300)
class ServicesTest {

    private static final String KEY = "cluster";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void a_call_created_at_the_command_api_is_found_at_the_query_api() throws Exception {
        String server = Tokens.signServer(SECRET, Instant.now());
        try (EmbeddedBroker kafka = EmbeddedBroker.start(new BrokerConfig(folder.resolve("kafka"), 0));
                ServiceProcess commands = start(CommandApiApplication.class, kafka);
                ServiceProcess queries = start(QueryApiApplication.class, kafka)) {
            HttpResponse<String> created = commands.post("/api/v2/video/call/default/across?api_key=" + KEY, server, """
                    {"data":{"created_by_id":"john"}}""");
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

            HttpResponse<String> found = queries.post("/api/v2/video/calls?api_key=" + KEY, server, """
                    {"filter_conditions":{"created_by_user_id":"john"}}""");

            assertThat(found.statusCode()).as(found.body()).isEqualTo(201);
            assertThat(found.body()).contains("\"cid\":\"default:across\"");
        }
    }

    private ServiceProcess start(Class<?> main, EmbeddedBroker kafka) throws Exception {
        return ServiceProcess.start(main.getName(), Map.of(
                "SWITCHBOARD_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "SWITCHBOARD_DATA", folder.resolve(main.getSimpleName()).toString(),
                "SWITCHBOARD_PARTITIONS", "4",
                "SWITCHBOARD_API_KEY", KEY,
                "SWITCHBOARD_API_SECRET", SECRET));
    }
}
