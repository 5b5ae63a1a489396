package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {

    private static final CursorCodec CURSORS = new CursorCodec(new byte[32]);

    @TempDir
    static Path folder;
    static TestLog log;

    @BeforeAll
    static void startKafka() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), 4);
    }

    @AfterAll
    static void stopKafka() {
        log.close();
    }

    @Test
    void whatWasAcknowledgedIsVisibleAtOnce() throws Exception {
        long t0 = System.nanoTime();
        try (Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("a")), CURSORS)) {
            log.putUser("john");
            projector.start();
            assertThat(projector.awaitRunning(Duration.ofSeconds(30))).isTrue();
            System.out.println("running after ms " + (System.nanoTime() - t0) / 1_000_000);
            for (int i = 0; i < 200; i++) {
                CallHistory call = new CallHistory(new Cid("default", "visible-" + i))
                        .append(Facts.created(Facts.member("john"), Facts.member("jack")), CallHistory.START.plusSeconds(i));
                long t1 = System.nanoTime();
                log.append(call.events());
                long t2 = System.nanoTime();
                QueryOutcome<CallsPage> outcome = projector.queries().calls(new CallsQuery(Filter.everything(),
                        List.of(), Optional.empty(), 25, 25, Optional.empty(), Consistency.STRONG));
                long t3 = System.nanoTime();
                assertThat(outcome).isInstanceOf(QueryOutcome.Answered.class);
                CallsPage page = ((QueryOutcome.Answered<CallsPage>) outcome).answer();
                String id = "visible-" + i;
                assertThat(page.calls()).anySatisfy(row -> assertThat(row.core().cid().id()).isEqualTo(id));
                assertThat(page.users()).containsKey("john");
                if (i % 20 == 0) {
                    System.out.println("commit us " + (t2 - t1) / 1000 + " query us " + (t3 - t2) / 1000);
                }
            }
        }
    }
}
