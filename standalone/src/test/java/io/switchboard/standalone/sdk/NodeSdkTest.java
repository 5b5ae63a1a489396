package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.standalone.sdk.NodeProject.Counts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class NodeSdkTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    @Test
    void theUnmodifiedNodeSdkDoesEverythingItsTestsDescribe(RunningSwitchboard switchboard) throws Exception {
        NodeProject project = NodeProject.copy(MODULE.resolve("src/test/node"), MODULE.resolve("target/node-sdk"));
        project.install();

        Counts counts = project.test(switchboard);

        assertThat(counts.tests()).as("tests that ran").isPositive().isEqualTo(project.declaredTests());
        assertThat(counts.passed()).as("tests that passed").isEqualTo(counts.tests());
    }
}
