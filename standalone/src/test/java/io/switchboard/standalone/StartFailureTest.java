package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.projector.ProjectorException;
import java.nio.file.FileAlreadyExistsException;
import org.junit.jupiter.api.Test;

/** What the last line says of a start that failed, out of all the exceptions around it. */
class StartFailureTest {

    @Test
    void itIsWhatOurOwnCodeSaysBecauseThatTellsWhatToDo() {
        Exception root = new FileAlreadyExistsException("/data/index");
        Exception ours = new ProjectorException("the projector cannot start: delete /data and start it again.", root);
        assertThat(Standalone.reason(new IllegalStateException("Error creating bean", ours)))
                .isEqualTo("the projector cannot start: delete /data and start it again.");
    }

    @Test
    void orElseTheCauseOfAll() {
        assertThat(Standalone.reason(new IllegalStateException("Error creating bean", new IllegalArgumentException("bad port"))))
                .isEqualTo("bad port.");
        assertThat(Standalone.reason(new IllegalStateException("Error creating bean", new NullPointerException())))
                .isEqualTo("java.lang.NullPointerException.");
    }
}
