package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.standalone.sdk.NodeProject.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class NodeSdkTest {

    @Test
    void theUnmodifiedNodeSdkDoesEverythingItsTestsDescribe(RunningSwitchboard switchboard) throws Exception {
        NodeProject project = NodeProject.copy(
                ModuleFolder.at("src/test/node"), ModuleFolder.at("target/node-sdk"));
        project.install();

        Counts counts = project.test(switchboard);

        assertThat(counts.tests()).as("tests that ran").isPositive().isEqualTo(project.declaredTests());
        assertThat(counts.passed()).as("tests that passed").isEqualTo(counts.tests());
    }
}
