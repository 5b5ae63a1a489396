package io.switchboard.projector.service;

import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorConfig;
import io.switchboard.projector.ProjectorException;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.serving.Peering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A projector that folds its share of the log and answers other instances; query-api forwards to it what it does not
 * own itself. Environment: {@code SWITCHBOARD_KAFKA_BOOTSTRAP}, {@code SWITCHBOARD_API_SECRET},
 * {@code SWITCHBOARD_DATA}, {@code SWITCHBOARD_ADDRESS} (host:port at which other instances reach this one and on
 * whose port it listens, {@code 127.0.0.1:8082}). Health is under {@code /actuator/health} at that port.
 */
public final class ProjectorApplication {

    private static final String LOGGING = "logback.configurationFile";

    private ProjectorApplication() {
    }

    /** Runs until a signal ends it; exit code 1 and one sentence when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "io/switchboard/projector/service/logback.xml");
        }
        try {
            Projector projector = projector(System.getenv());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(projector::close));
            projector.start();
        } catch (IllegalArgumentException | ProjectorException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        // The stream threads keep the process alive; a projector that gave up stays, to say so in its health.
        Thread.currentThread().join();
    }

    static Projector projector(Map<String, String> environment) {
        byte[] secret = required(environment, "SWITCHBOARD_API_SECRET").getBytes(StandardCharsets.UTF_8);
        String address = Optional.ofNullable(environment.get("SWITCHBOARD_ADDRESS")).orElse("127.0.0.1:8082");
        ProjectorConfig config = ProjectorConfig.standard(required(environment, "SWITCHBOARD_KAFKA_BOOTSTRAP"),
                Path.of(required(environment, "SWITCHBOARD_DATA")).resolve("projector"));
        return new Projector(config.among(Peering.at(address, secret)), new CursorCodec(secret));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set and has no default");
        }
        return value;
    }
}
