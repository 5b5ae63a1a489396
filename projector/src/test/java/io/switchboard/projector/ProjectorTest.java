package io.switchboard.projector;

import static io.switchboard.projector.testing.Asking.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.RandomLog;
import io.switchboard.projector.testing.TestLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projector against a real Kafka: what it answers is what the log says, whatever happened before. */
class ProjectorTest {

    private static final CursorCodec CURSORS = new CursorCodec(new byte[32]);
    private static final Field CID = FieldTable.CALLS.field("cid");

    @TempDir
    static Path folder;
    static TestLog log;
    static RandomGenerator random;
    static RandomLog calls;

    @BeforeAll
    static void startKafka() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), 4);
        random = RandomSeed.generator("ProjectorTest");
        calls = new RandomLog(random, log, "call-");
        log.putUser("john");
        calls.append(200);
    }

    @AfterAll
    static void stopKafka() {
        log.close();
    }

    private static Projector running(Path home) throws InterruptedException {
        Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), home), CURSORS);
        projector.start();
        assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isTrue();
        return projector;
    }

    private static void append(CallHistory call) {
        log.append(call.events());
        call.events().forEach(calls.oracle()::apply);
    }

    private static Filter only(CallHistory call) {
        return new Filter.In(CID, List.of(new Value.Text(call.cid().toString())));
    }

    @Test
    void answersAreTheOnesOfTheLogAfterEveryKindOfRestart() throws Exception {
        Path home = folder.resolve("restarts");
        try (Projector projector = running(home)) {
            Asking.compare(projector.queries(), calls.oracle(), random, 20);
            calls.append(100);
            Asking.compare(projector.queries(), calls.oracle(), random, 20);
        }
        calls.append(30);
        try (Projector resumed = running(home)) {
            Asking.compare(resumed.queries(), calls.oracle(), random, 20);
        }
        calls.append(30);
        try (Projector restored = running(folder.resolve("restored-from-the-log"))) {
            Asking.compare(restored.queries(), calls.oracle(), random, 20);
        }
        damage(home);
        try (Projector reindexed = running(home)) {
            Asking.compare(reindexed.queries(), calls.oracle(), random, 20);
        }
    }

    /** Overwrites the middle of every index file. */
    private static void damage(Path home) throws Exception {
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> segments = files.filter(file -> file.getParent().endsWith("index") && Files.isRegularFile(file)
                    && file.getFileName().toString().startsWith("_")).toList();
            assertThat(segments).isNotEmpty();
            for (Path file : segments) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsVisibleAtOnce() throws Exception {
        try (Projector projector = running(folder.resolve("visible"))) {
            for (int i = 0; i < 200; i++) {
                CallHistory call = new CallHistory(new Cid("default", "visible-" + i))
                        .append(Facts.created(Facts.member("john"), Facts.member("jack")));
                append(call);
                CallsPage page = answer(projector.queries().calls(Asking.calls(only(call))));
                assertThat(page.calls()).hasSize(1);
                assertThat(page.users()).containsOnlyKeys("john");
                append(call.append(Facts.removed("jack")));
            }
        }
    }

    @Test
    void abortedTransactionsAndIdlePartitionsDoNotHoldReadsUp() throws Exception {
        try (Projector projector = running(folder.resolve("aborted"))) {
            for (int i = 0; i < 8; i++) {
                CallHistory aborted = new CallHistory(new Cid("default", "aborted-" + i)).append(Facts.created());
                log.abort(aborted.events());
                assertThat(answer(projector.queries().calls(Asking.calls(only(aborted)))).calls()).isEmpty();
            }
        }
    }

    @Test
    void anOpenTransactionMakesReadsSayHowFarTheyAreBehind() throws Exception {
        CallHistory call = new CallHistory(new Cid("default", "in-doubt")).append(Facts.created());
        try (Projector projector = running(folder.resolve("open"));
             KafkaProducer<String, byte[]> writer = log.writer("slow-writer")) {
            writer.beginTransaction();
            log.send(writer, call.events());
            writer.flush();
            QueryOutcome<CallsPage> outcome = projector.queries().calls(Asking.calls(only(call)));
            assertThat(outcome).isInstanceOfSatisfying(QueryOutcome.Behind.class, behind -> assertThat(behind.lag())
                    .containsKey(Topics.CALL_EVENTS + "-" + Topics.partition(call.cid().toString(), 4)));
            CallsQuery eventual = new CallsQuery(only(call), List.of(), Optional.empty(), 25, 25, Optional.empty(),
                    Consistency.EVENTUAL);
            assertThat(answer(projector.queries().calls(eventual)).calls()).isEmpty();
            writer.commitTransaction();
            call.events().forEach(calls.oracle()::apply);
            assertThat(answer(projector.queries().calls(Asking.calls(only(call)))).calls()).hasSize(1);
        }
    }

    @Test
    void cursorsAreRefusedWhenForgedAndWhenTheyBelongToAnotherQuestion() throws Exception {
        try (Projector projector = running(folder.resolve("cursors"))) {
            CallsQuery question = new CallsQuery(Filter.everything(), List.of(), Optional.empty(), 2, 0,
                    Optional.empty(), Consistency.STRONG);
            String next = answer(projector.queries().calls(question)).cursors().next().orElseThrow();
            assertThat(refusal(projector, with(question, List.of(), next.substring(1))))
                    .isEqualTo(new Refusal.ForgedCursor(Cursor.Direction.NEXT));
            assertThat(refusal(projector, with(question, List.of(new SortKey("id", false)), next)))
                    .isEqualTo(new Refusal.ForeignCursor(Cursor.Direction.NEXT));
            assertThat(refusal(projector, new CallsQuery(Filter.nothing(), List.of(), sent(next), 2, 0,
                    Optional.empty(), Consistency.STRONG))).isEqualTo(new Refusal.ForeignCursor(Cursor.Direction.NEXT));
            assertThat(answer(projector.queries().calls(with(question, List.of(new SortKey("created_at", true)), next))))
                    .isEqualTo(answer(projector.queries().calls(with(question, List.of(), next))));
        }
    }

    @Test
    void membersOfAnUnknownOrHiddenCallAreRefused() throws Exception {
        CallHistory call = new CallHistory(new Cid("default", "hidden")).append(Facts.created(Facts.member("john")));
        append(call);
        try (Projector projector = running(folder.resolve("hidden"))) {
            assertThat(projector.queries().members(members(new Cid("default", "nobody-made-it"), Filter.everything())))
                    .isEqualTo(new QueryOutcome.Refused<>(new Refusal.NoSuchCall()));
            assertThat(projector.queries().members(members(call.cid(), Filter.nothing())))
                    .isEqualTo(new QueryOutcome.Refused<>(new Refusal.HiddenCall()));
            assertThat(answer(projector.queries().members(members(call.cid(), only(call)))).members()).hasSize(1);
        }
    }

    @Test
    void aMissingTopicIsOneClearSentence() throws Exception {
        try (TestLog empty = TestLog.withoutTopics(folder.resolve("no-topics"))) {
            Projector projector = new Projector(new ProjectorConfig(empty.bootstrapServers(), folder.resolve("lonely"), 1,
                    Duration.ofMillis(500), Duration.ofMillis(300), Optional.empty()), CURSORS);
            assertThatThrownBy(projector::start).isInstanceOf(ProjectorException.class)
                    .hasMessageContaining("call-events");
            projector.close();
        }
    }

    private static MembersQuery members(Cid cid, Filter visible) {
        return new MembersQuery(cid, visible, Filter.everything(), List.of(), Optional.empty(), 25, Consistency.STRONG);
    }

    private static CallsQuery with(CallsQuery query, List<SortKey> sort, String next) {
        return new CallsQuery(query.filter(), sort, sent(next), query.limit(), query.membersLimit(),
                query.viewer(), query.consistency());
    }

    private static Optional<Cursor.Sent> sent(String next) {
        return Optional.of(new Cursor.Sent(Cursor.Direction.NEXT, next));
    }

    private static Refusal refusal(Projector projector, CallsQuery query) {
        QueryOutcome<CallsPage> outcome = projector.queries().calls(query);
        assertThat(outcome).isInstanceOf(QueryOutcome.Refused.class);
        return ((QueryOutcome.Refused<CallsPage>) outcome).refusal();
    }
}
