package io.switchboard.projector;

import static io.switchboard.projector.testing.Asking.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Topics;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettingsCodec;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.CallTypeCodec;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.user.User;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.AccessFacts;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call types, settings and users against a real Kafka: each instance has all of them, as they are when it is asked. */
class AccessFactsTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private TestLog log;

    @BeforeEach
    void startKafka() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), 2);
    }

    @AfterEach
    void stopKafka() {
        log.close();
    }

    @Test
    void whatWasWrittenIsKnownToTheNextQuestionOnEitherInstance() throws Exception {
        try (Projector first = running("first"); Projector second = running("second")) {
            assertThat(facts(first).callTypes()).isEqualTo(BuiltInCallTypes.byName());
            assertThat(facts(first).app()).isEqualTo(AppSettings.defaults());
            for (int i = 0; i < 50; i++) {
                List<String> grants = i % 2 == 0 ? List.of("read-call") : List.of("read-call", "join-call");
                put(type("clinic-" + i, grants));
                put(type("default", grants));
                log.put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(tenants(i % 2 == 0)));
                log.putUser("john-" + i);
                for (Projector instance : List.of(first, second)) {
                    AccessFacts facts = facts(instance, "john-" + i);
                    assertThat(facts.callTypes().get("clinic-" + i).grants().get("user")).isEqualTo(grants);
                    assertThat(facts.callTypes().get("default").grants().get("user")).isEqualTo(grants);
                    assertThat(facts.app().multiTenant()).isEqualTo(i % 2 == 0);
                    assertThat(facts.user().map(User::id)).contains("john-" + i);
                }
                log.put(Topics.CALL_TYPES, "clinic-" + i, CallTypeCodec.encodeDeleted("clinic-" + i, AT));
                assertThat(facts(second).callTypes()).doesNotContainKey("clinic-" + i);
                assertThat(facts(first).callTypes()).doesNotContainKey("clinic-" + i);
            }
        }
    }

    @Test
    void aBuiltInTypeThatWasDeletedStaysDeletedOverARestart() throws Exception {
        try (Projector projector = running("restarted")) {
            assertThat(facts(projector).callTypes()).containsKey("livestream");
            put(type("clinic", List.of("read-call")));
        }
        log.put(Topics.CALL_TYPES, "livestream", CallTypeCodec.encodeDeleted("livestream", AT));
        try (Projector restarted = running("restarted")) {
            assertThat(facts(restarted).callTypes()).containsKey("clinic").doesNotContainKey("livestream");
        }
    }

    @Test
    void whatIsNotYetCommittedMakesQuestionsSayWhichTopicTheyAreBehind() throws Exception {
        try (Projector projector = running("behind"); KafkaProducer<String, byte[]> writer = log.writer("slow-writer")) {
            writer.beginTransaction();
            writer.send(new ProducerRecord<>(Topics.CALL_TYPES, "clinic",
                    CallTypeCodec.encode(type("clinic", List.of("read-call")))));
            writer.flush();
            assertThat(projector.queries().access("john", Consistency.STRONG))
                    .isInstanceOfSatisfying(QueryOutcome.Behind.class,
                            behind -> assertThat(behind.lag()).isEqualTo(Map.of("call-types-0", 1L)));
            assertThat(projector.queries().calls(Asking.calls(Filter.everything())))
                    .isInstanceOf(QueryOutcome.Behind.class);
            assertThat(answer(projector.queries().access("john", Consistency.EVENTUAL)).callTypes())
                    .doesNotContainKey("clinic");
            writer.commitTransaction();
            assertThat(facts(projector).callTypes()).containsKey("clinic");
        }
    }

    private Projector running(String home) throws InterruptedException {
        Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve(home)),
                new CursorCodec(new byte[32]));
        projector.start();
        assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isTrue();
        return projector;
    }

    private static AccessFacts facts(Projector projector) {
        return facts(projector, "john");
    }

    private static AccessFacts facts(Projector projector, String user) {
        return answer(projector.queries().access(user, Consistency.STRONG));
    }

    private void put(CallType type) throws Exception {
        log.put(Topics.CALL_TYPES, type.name(), CallTypeCodec.encode(type));
    }

    private static CallType type(String name, List<String> grants) {
        return new CallType(name, Facts.json("{}"), Map.of("user", grants), AT, AT);
    }

    private static AppSettings tenants(boolean enabled) {
        return new AppSettings(Facts.json("{\"multi_tenant_enabled\":" + enabled + "}"), List.of(), List.of(), AT, AT);
    }
}
