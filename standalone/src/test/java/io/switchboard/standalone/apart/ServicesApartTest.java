package io.switchboard.standalone.apart;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.command.service.CommandApiApplication;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.service.ProjectorApplication;
import io.switchboard.query.service.QueryApiApplication;
import io.switchboard.standalone.process.JavaProcess;
import io.switchboard.standalone.visibility.Aborts;
import io.switchboard.standalone.visibility.Pairs;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of docker-compose.yml without containers, started as it starts there: all at once, in no order. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesApartTest {

    private static final int PAIRS = Boolean.getBoolean("soak") ? 10_000 : 4_000;
    private static final int PARTITIONS = 3;
    private static final int CALLS_OF_ALL_PARTITIONS = 20;
    /** What another instance may take to answer, and what a busy machine may add to it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3 + 3);
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(60);
    private static final int SIGTERM_EXIT_CODE = 128 + 15;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static EmbeddedBroker kafka;
    private static Service commands;
    private static Service queries;
    private static Service projector;
    private static int projectorPort;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedBroker.start(new BrokerConfig(folder.resolve("kafka"), 0));
        projectorPort = Service.freePort();
        projector = launchProjector();
        Map<String, String> environment = Service.environment(kafka.bootstrapServers(), folder.resolve("query"));
        environment.put("SWITCHBOARD_PEER_ADDRESS", "127.0.0.1:" + Service.freePort());
        queries = Service.launch(QueryApiApplication.class, environment);
        commands = Service.launch(CommandApiApplication.class,
                Service.environment(kafka.bootstrapServers(), folder.resolve("command")));
        commands.awaitListening().awaitHealth("readiness", 200);
        queries.awaitListening().awaitHealth("readiness", 200);
        projector.awaitHealth("readiness", 200);
    }

    private static Service launchProjector() throws IOException {
        return Service.launchAt(projectorPort, ProjectorApplication.class,
                Service.environment(kafka.bootstrapServers(), folder.resolve("projector")));
    }

    @AfterAll
    static void stop() throws Exception {
        try (EmbeddedBroker _ = kafka; Service _ = projector; Service _ = commands; Service _ = queries) {
            assertThat(folder).exists();
        }
    }

    @Test
    void each_says_that_it_is_alive() throws Exception {
        assertThat(commands.health("liveness").statusCode()).isEqualTo(200);
        assertThat(queries.health("liveness").statusCode()).isEqualTo(200);
        assertThat(projector.health("liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void a_call_created_at_one_is_found_at_once_at_the_other() throws Exception {
        ok(commands.send("POST", "/users", """
                {"users":{"jack":{"id":"jack","name":"Jack"}}}"""));
        ok(commands.send("POST", "/video/call/default/across", """
                {"data":{"created_by_id":"john","members":[{"user_id":"jack"}],"custom":{"topic":"apart"}}}"""));

        assertThat(ok(queries.send("POST", "/video/calls", """
                {"filter_conditions":{"members":{"$in":["jack"]}}}""")))
                .contains("\"cid\":\"default:across\"", "\"topic\":\"apart\"", "\"name\":\"Jack\"");
        assertThat(ok(queries.send("POST", "/video/call/members", """
                {"type":"default","id":"across"}"""))).contains("\"user_id\":\"jack\"");
    }

    @Test
    void every_query_sees_the_command_that_was_answered_before_it() throws Exception {
        long seed = RandomSeed.generator("ServicesApartTest").nextLong();
        try (Aborts aborts = new Aborts(kafka.bootstrapServers(), PARTITIONS - 1)) {
            Pairs.Result result = new Pairs(commands::send, queries::send, aborts, PARTITIONS).run(PAIRS, seed);

            System.out.println("apart: " + result);
            assertThat(result.stale()).isEmpty();
            assertThat(result.pairs()).isEqualTo(PAIRS);
        }
    }

    @Test
    void what_one_does_not_serve_is_not_found_there() throws Exception {
        assertThat(commands.send("POST", "/video/calls", "{}").statusCode()).isEqualTo(404);
        assertThat(queries.send("GET", "/video/call/default/across", "").statusCode()).isEqualTo(404);
    }

    @Test
    void while_a_projector_is_paused_a_query_is_refused_within_its_bound_and_right_once_it_goes_on() throws Exception {
        Set<String> created = createSpread("audio_room");
        assertThat(spread("audio_room")).contains(created);
        projector.pause();
        try {
            long asked = System.nanoTime();
            HttpResponse<String> refused = query("audio_room");

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LONGEST_WAIT);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("\"StatusCode\":503", "cannot be reached")
                    .as("where instances are is not for clients").doesNotContain("127.0.0.1");
        } finally {
            projector.resume();
        }
        assertThat(awaitSpread("audio_room")).isEqualTo(created);
        projector.awaitHealth("readiness", 200);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void when_a_projector_is_killed_a_query_is_refused_or_whole_and_soon_whole_again() throws Exception {
        Set<String> created = createSpread("livestream");
        assertThat(spread("livestream")).contains(created);

        projector.kill();

        assertThat(spread("livestream")).as("part of the calls was served by the projector").isEmpty();
        assertThat(awaitSpread("livestream")).isEqualTo(created);

        projector = launchProjector();
        projector.awaitHealth("readiness", 200);
    }

    /** Calls of this type in all partitions; their ids. */
    private static Set<String> createSpread(String type) throws IOException, InterruptedException {
        Set<String> created = new TreeSet<>();
        for (int n = 0; n < CALLS_OF_ALL_PARTITIONS; n++) {
            ok(commands.send("POST", "/video/call/" + type + "/spread-" + n, "{\"data\":{\"created_by_id\":\"john\"}}"));
            created.add("spread-" + n);
        }
        return created;
    }

    private static HttpResponse<String> query(String type) throws IOException, InterruptedException {
        return queries.send("POST", "/video/calls", "{\"filter_conditions\":{\"type\":\"" + type + "\"},\"limit\":100}");
    }

    /** The calls of this type, as soon as they are answered. */
    private static Set<String> awaitSpread(String type) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_TAKEOVER.toNanos();
        Optional<Set<String>> found = spread(type);
        while (found.isEmpty() && System.nanoTime() < deadline) {
            found = spread(type);
        }
        return found.orElseThrow();
    }

    /** The calls of this type; empty when the query is refused for now. */
    private static Optional<Set<String>> spread(String type) throws IOException, InterruptedException {
        HttpResponse<String> answer = query(type);
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        Set<String> ids = new TreeSet<>();
        EventJson.mapper().readTree(ok(answer)).path("calls")
                .forEach(state -> ids.add(state.path("call").path("id").stringValue()));
        return Optional.of(ids);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void asked_to_stop_each_ends_soon_and_without_complaint() throws Exception {
        for (Service service : List.of(queries, projector, commands)) {
            long complaints = service.log().lines().filter(line -> line.contains(" ERROR ")).count();
            JavaProcess.Ending ending = service.terminate(LONGEST_STOP);

            assertThat(ending.exitCode()).as(ending.errors()).isEqualTo(SIGTERM_EXIT_CODE);
            assertThat(service.log().lines().filter(line -> line.contains(" ERROR "))).as(service.log())
                    .hasSize((int) complaints);
        }
    }

    private static String ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}
