package io.switchboard.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.dataset.CallGenerator;
import io.switchboard.bench.dataset.PreparedData;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.log.EventLog;
import io.switchboard.bench.postgres.InstalledPostgres;
import io.switchboard.bench.postgres.PostgresBinaries;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.TwinServer;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The twin on a real PostgreSQL answers every shape as a plain walk over all calls does. Skipped, saying so, on a machine
 * without PostgreSQL's server programs.
 */
class TwinAnswersTest {

    private static final int CALLS = 1_500;

    @TempDir
    private static Path folder;
    private static PreparedData data;
    private static List<Call> calls;
    private static PostgresCluster cluster;
    private static TwinServer twin;
    private static Endpoint endpoint;
    private static Places places;

    @BeforeAll
    static void start() throws Exception {
        PostgresBinaries binaries = InstalledPostgres.orSkip();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        data = PreparedData.in(folder, 5, CALLS, new Console(System.err));
        cluster = PostgresCluster.start(binaries, data.postgres());
        data.load(Optional.of(cluster));
        Credentials credentials = Credentials.random();
        places = new Places(data.spec(), credentials);
        twin = TwinServer.startOn(cluster, PreparedData.DATABASE, 4, credentials, folder);
        endpoint = twin.endpoint();
        CallGenerator generator = new CallGenerator(data.spec());
        calls = IntStream.range(0, CALLS).mapToObj(i -> generator.generate(i).state()).toList();
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
    void everyShapeIsAnsweredAsAWalkOverAllCallsDoes() throws Exception {
        try (Interview interview = new Interview(endpoint, places)) {
            for (Shape shape : Shapes.of(data.spec())) {
                List<String> bodies = interview.bodies(shape);
                for (int i = 0; i < bodies.size(); i++) {
                    List<String> all = walked(shape.questions().get(i));
                    int from = Math.min(all.size(), (shape.page() - 1) * Question.LIMIT);
                    JsonNode answer = interview.ask(bodies.get(i));
                    int to = Math.min(all.size(), from + Question.LIMIT);
                    assertThat(cids(answer)).as(bodies.get(i)).isEqualTo(all.subList(from, to));
                    assertThat(answer.has("next")).as(bodies.get(i)).isEqualTo(to < all.size());
                }
            }
        }
    }

    @Test
    void pagesOfASortWithUnsetValuesHaveEveryCallOnce() throws Exception {
        Question question = new Question("{\"type\":{\"$in\":[\"default\",\"livestream\"]}}",
                "[{\"field\":\"starts_at\",\"direction\":-1},{\"field\":\"type\",\"direction\":1}]");
        List<String> seen = new ArrayList<>();
        try (Interview interview = new Interview(endpoint, places)) {
            Optional<String> next = Optional.empty();
            do {
                JsonNode answer = interview.ask(question.body(100, next));
                seen.addAll(cids(answer));
                next = Optional.ofNullable(answer.get("next")).map(JsonNode::stringValue);
            } while (next.isPresent());
        }
        assertThat(seen).isEqualTo(walked(question));
    }

    @Test
    void whoIsInIsShown() throws Exception {
        Call ongoing = calls.stream().filter(call -> call.core().ongoing()).findFirst().orElseThrow();
        try (Interview interview = new Interview(endpoint, places)) {
            JsonNode answer = interview.ask("{\"filter_conditions\":{\"cid\":\"" + ongoing.core().cid() + "\"}}");
            assertThat(answer.at("/calls/0/call/session/participants"))
                    .hasSize(ongoing.core().session().orElseThrow().participants());
            assertThat(answer.at("/calls/0/members")).hasSize(ongoing.members().size());
            assertThat(answer.at("/calls/0/members/0/user/name").asString()).startsWith("User ");
        }
    }

    @Test
    void theLogHoldsEveryEvent() {
        try (EmbeddedBroker broker = PreparedData.broker(folder.resolve("log"))) {
            assertThat(new EventLog(broker.bootstrapServers()).census().events()).isEqualTo(data.events());
        }
    }

    private static List<String> walked(Question question) {
        Filter filter = ((ParsedFilter.Understood) FilterParser.parse(FieldTable.CALLS,
                Optional.of(EventJson.mapper().readTree(question.filter())))).filter();
        List<SortKey> keys = new ArrayList<>();
        EventJson.mapper().readTree(question.sort()).forEach(key ->
                keys.add(new SortKey(key.path("field").asString(), key.path("direction").asInt() < 0)));
        Comparator<CallCore> order = new Order<>(Sortable.CALLS, keys);
        return calls.stream().filter(call -> Evaluator.matches(filter,
                new CallSubject(call.core(), call.members()::containsKey))).map(Call::core).sorted(order)
                .map(core -> core.cid().toString()).toList();
    }

    private static List<String> cids(JsonNode answer) {
        List<String> cids = new ArrayList<>();
        answer.path("calls").forEach(state -> cids.add(state.at("/call/cid").asString()));
        return cids;
    }
}
