package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenLogTest {

    @TempDir
    Path folder;

    @Test
    void aRecordThatIsNoEventStopsTheProjectorWhichSaysSoAndAnswersNothing() throws Exception {
        try (TestLog log = TestLog.start(folder.resolve("kafka"), 2);
             Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("p")),
                     new CursorCodec(new byte[32]))) {
            log.appendGarbage("default:broken");
            projector.start();
            assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isFalse();
            assertThat(projector.state()).isInstanceOfSatisfying(ProjectorState.Failed.class, failed ->
                    assertThat(failed.reason()).contains("stored bytes are not an event"));
            assertThat(projector.queries().calls(Asking.calls(Filter.everything())))
                    .isInstanceOf(QueryOutcome.Restoring.class);
        }
    }
}
