package io.switchboard.bench.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.load.ApiToken;
import io.switchboard.bench.postgres.InstalledPostgres;
import io.switchboard.bench.postgres.PostgresBinaries;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The twin on a real PostgreSQL. Skipped, saying so, on a machine without PostgreSQL's server programs. */
class TwinTest {

    private static final String KEY = "twin-key";
    private static final String SECRET = "a secret of more than thirty-two bytes";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;
    private static PostgresCluster cluster;
    private static ConfigurableApplicationContext twin;

    @BeforeAll
    static void start() throws Exception {
        PostgresBinaries binaries = InstalledPostgres.orSkip();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        cluster = PostgresCluster.start(binaries, folder.resolve("postgres"));
        cluster.createDatabase("twin");
        Map<String, Object> settings = new HashMap<>();
        cluster.datasource("twin", "-c synchronous_commit=off").forEach((name, value) ->
                settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        settings.put("twin.api-key", KEY);
        settings.put("twin.secret", SECRET);
        settings.put("server.port", 0);
        settings.put("spring.config.name", "twin");
        twin = new SpringApplicationBuilder(TwinApplication.class).properties(settings).run();
        post("/users", "{\"users\":{\"john\":{\"id\":\"john\",\"name\":\"John\"},\"jack\":{\"id\":\"jack\"}}}", 201);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (twin != null) {
            twin.close();
        }
        if (cluster != null) {
            cluster.stop();
        }
    }

    @Test
    void aCallIsCreatedOnceAndAnsweredAgainAfterwards() throws Exception {
        JsonNode first = post("/video/call/default/once", create("john", "jack"), 201);
        assertThat(first.get("created").booleanValue()).isTrue();
        JsonNode second = post("/video/call/default/once", create("john", "jack"), 201);
        assertThat(second.get("created").booleanValue()).isFalse();
        for (String same : List.of("call", "members", "own_capabilities")) {
            assertThat(second.get(same)).isEqualTo(first.get(same));
        }
        assertThat(first.at("/call/cid").stringValue()).isEqualTo("default:once");
        assertThat(first.at("/call/settings/audio/default_device").stringValue()).isEqualTo("earpiece");
        assertThat(first.at("/call/ended_at").isNull()).isTrue();
        assertThat(first.at("/members/0/user_id").stringValue()).as("a tie is ordered by id").isEqualTo("jack");
        assertThat(first.at("/members/1/role").stringValue()).isEqualTo("admin");
        assertThat(first.at("/members/1/user/name").stringValue()).isEqualTo("John");
        assertThat(events("default:once")).hasSize(1);
    }

    @Test
    void rowsAreWhatTheStoredEventsFoldTo() throws Exception {
        post("/video/call/default/folded", create("john", "jack"), 201);
        post("/video/call/default/folded/members", "{\"update_members\":[{\"user_id\":\"jack\",\"role\":\"host\"}]}", 201);
        JsonNode answer = post("/video/call/default/folded/members", """
                {"update_members":[{"user_id":"jack","custom":{"seat":1}}],"remove_members":["john"]}""", 201);
        assertThat(answer.get("members")).hasSize(1);
        assertThat(answer.at("/members/0/role").stringValue()).as("kept").isEqualTo("host");

        Cid cid = Cid.parse("default:folded");
        CallTable folded = new CallTable(new MemoryRows());
        for (byte[] stored : events(cid.toString())) {
            assertThat(CallFold.apply(EventCodec.standard().decode(stored), folded)).isTrue();
        }
        JsonNode call = post("/video/call/default/folded", create("john"), 201);
        List<Member> members = folded.newestMembers(cid, 10);
        assertThat(members).hasSize(1);
        assertThat(call.get("members")).hasSize(1);
        assertThat(call.at("/members/0/user_id").stringValue()).isEqualTo(members.getFirst().userId());
        assertThat(call.at("/members/0/custom")).isEqualTo(members.getFirst().custom());
        assertThat(call.at("/call/settings")).isEqualTo(folded.settings(cid));
        assertThat(call.at("/call/updated_at").longValue() / 1_000_000)
                .isEqualTo(folded.core(cid).orElseThrow().updatedAt().toEpochMilli());
    }

    @Test
    void concurrentUpdatesOfOneCallGiveADenseUnbrokenHistory() throws Exception {
        post("/video/call/default/busy", create("john", "jack"), 201);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String role = "role-" + i;
                answers.add(callers.submit(() -> post("/video/call/default/busy/members",
                        "{\"update_members\":[{\"user_id\":\"jack\",\"role\":\"" + role + "\"}]}", 201)));
            }
            for (Future<JsonNode> answer : answers) {
                answer.get();
            }
        }
        CallTable folded = new CallTable(new MemoryRows());
        long seq = 0;
        for (byte[] stored : events("default:busy")) {
            StoredEvent event = EventCodec.standard().decode(stored);
            assertThat(event.envelope().seq()).isEqualTo(++seq);
            CallFold.apply(event, folded);
        }
        assertThat(seq).isEqualTo(41);
    }

    @Test
    void whatIsRefusedWritesNothing() throws Exception {
        ObjectNode unknownMember = post("/video/call/default/refused", create("john", "nobody"), 400);
        assertThat(unknownMember.get("code").intValue()).isEqualTo(4);
        assertThat(unknownMember.get("message").stringValue()).contains("nobody");
        post("/video/call/default/refused", "{\"data\":{\"members\":[]}}", 400);
        post("/video/call/default/refused", "{\"data\":", 400);
        post("/video/call/nosuchtype/refused", create("john"), 404);
        post("/video/call/default/refused/members", "{\"update_members\":[{\"user_id\":\"jack\"}]}", 404);
        assertThat(events("default:refused")).isEmpty();

        post("/video/call/default/halfway", create("john"), 201);
        post("/video/call/default/halfway/members", "{\"update_members\":[{\"user_id\":\"nobody\"}]}", 400);
        assertThat(events("default:halfway")).hasSize(1);
    }

    @Test
    void onlyTheRightKeyAndTokenPass() throws Exception {
        String path = "/video/call/default/guarded";
        assertThat(send(path, create("john"), "other-key", ApiToken.ofServer(SECRET)).statusCode()).isEqualTo(401);
        assertThat(send(path, create("john"), KEY, ApiToken.ofServer("another secret of thirty-two bytes!"))
                .statusCode()).isEqualTo(401);
        assertThat(send(path, create("john"), KEY, "garbage").statusCode()).isEqualTo(401);
        assertThat(events("default:guarded")).isEmpty();
    }

    @Test
    void theCreatedEventHoldsWhatSwitchboardsHolds() throws Exception {
        post("/video/call/default/event", create("john", "jack"), 201);
        StoredEvent stored = EventCodec.standard().decode(events("default:event").getFirst());
        assertThat(stored.envelope().event()).isInstanceOfSatisfying(CallEvent.CallCreated.class, created -> {
            assertThat(created.createdBy()).isEqualTo("john");
            assertThat(created.members()).extracting(CallEvent.MemberData::userId).containsExactly("john", "jack");
            assertThat(created.settings()).isNotEmpty();
        });
        assertThat(stored.envelope().request().hash()).hasSize(64);
    }

    private static String create(String... members) {
        List<String> json = new ArrayList<>();
        for (String member : members) {
            json.add("{\"user_id\":\"" + member + "\"" + (json.isEmpty() ? ",\"role\":\"admin\"}" : "}"));
        }
        return "{\"data\":{\"created_by_id\":\"john\",\"team\":null,\"members\":[" + String.join(",", json)
                + "],\"custom\":{\"color\":\"blue\"}}}";
    }

    private static ObjectNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> response = send(path, body, KEY, ApiToken.ofServer(SECRET));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-ratelimit-remaining")).isPresent();
        return (ObjectNode) EventJson.mapper().readTree(response.body());
    }

    private static HttpResponse<String> send(String path, String body, String key, String token) throws Exception {
        String port = twin.getEnvironment().getProperty("local.server.port");
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2" + path
                + "?api_key=" + key)).header("Authorization", token).header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<byte[]> events(String cid) throws SQLException {
        try (Connection connection = twin.getBean(DataSource.class).getConnection();
                PreparedStatement select = connection.prepareStatement("select body from events where cid = ? order by seq")) {
            select.setString(1, cid);
            List<byte[]> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(row.getBytes(1));
                }
            }
            return events;
        }
    }
}
