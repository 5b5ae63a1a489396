package io.switchboard.standalone.apart;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.service.CommandApiApplication;
import io.switchboard.projector.service.ProjectorApplication;
import io.switchboard.query.service.QueryApiApplication;
import io.switchboard.standalone.process.JavaProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a service's environment is one sentence on standard error and an exit code, before anything starts. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MisconfiguredServiceTest {

    private static final int MISUSED = 2;
    private static final int FAILED = 1;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final String NO_KAFKA = "127.0.0.1:1";

    @TempDir
    Path data;

    @Test
    void the_projector_needs_no_key_because_it_admits_nobody() throws Exception {
        JavaProcess.Ending ending = run(ProjectorApplication.class, Map.of());

        assertThat(ending.exitCode()).isEqualTo(MISUSED);
        assertThat(ending.errors()).hasLineCount(1).contains("SWITCHBOARD_KAFKA_BOOTSTRAP and SWITCHBOARD_API_SECRET "
                + "and SWITCHBOARD_DATA are not set and have no default.");
    }

    @ParameterizedTest
    @ValueSource(classes = {CommandApiApplication.class, QueryApiApplication.class})
    void nothing_has_a_default_that_should_have_none(Class<?> main) throws Exception {
        JavaProcess.Ending ending = run(main, Map.of());

        assertThat(ending.exitCode()).isEqualTo(MISUSED);
        assertThat(ending.errors()).hasLineCount(1).contains("SWITCHBOARD_KAFKA_BOOTSTRAP and SWITCHBOARD_API_KEY and "
                + "SWITCHBOARD_API_SECRET and SWITCHBOARD_DATA are not set and have no default.");
        assertThat(ending.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {CommandApiApplication.class, ProjectorApplication.class, QueryApiApplication.class})
    void a_short_secret_is_refused_and_not_repeated(Class<?> main) throws Exception {
        Map<String, String> environment = Service.environment(NO_KAFKA, data);
        environment.put("SWITCHBOARD_API_SECRET", "too-short-a-secret");

        JavaProcess.Ending ending = run(main, environment);

        assertThat(ending.exitCode()).isEqualTo(MISUSED);
        assertThat(ending.errors()).hasLineCount(1).contains("the API secret is shorter than 32 bytes")
                .doesNotContain("too-short-a-secret");
    }

    @Test
    void a_taken_port_is_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            Map<String, String> environment = Service.environment(NO_KAFKA, data);
            environment.put("SWITCHBOARD_PORT", Integer.toString(taken.getLocalPort()));

            JavaProcess.Ending ending = run(QueryApiApplication.class, environment);

            assertThat(ending.exitCode()).isEqualTo(FAILED);
            assertThat(ending.errors()).hasLineCount(1)
                    .contains("port " + taken.getLocalPort() + " cannot be used");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {CommandApiApplication.class, ProjectorApplication.class, QueryApiApplication.class})
    void a_kafka_that_cannot_be_named_is_one_sentence(Class<?> main) throws Exception {
        JavaProcess.Ending ending = run(main, Service.environment("nowhere", data));

        assertThat(ending.exitCode()).isEqualTo(FAILED);
        assertThat(ending.errors()).hasLineCount(1)
                .contains("SWITCHBOARD_KAFKA_BOOTSTRAP is nowhere");
    }

    private static JavaProcess.Ending run(Class<?> main, Map<String, String> environment) throws Exception {
        try (Service service = Service.launch(main, environment)) {
            return service.awaitEnd(LONGEST_RUN);
        }
    }
}
