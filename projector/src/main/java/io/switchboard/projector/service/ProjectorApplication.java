package io.switchboard.projector.service;

import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorConfig;
import io.switchboard.projector.ProjectorException;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.serving.Peering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A projector that folds its share of the log and answers other instances; query-api forwards to it what it does not
 * own itself. Environment: {@code SWITCHBOARD_KAFKA_BOOTSTRAP}, {@code SWITCHBOARD_API_SECRET},
 * {@code SWITCHBOARD_DATA}, {@code SWITCHBOARD_ADDRESS} (host:port at which other instances reach this one and on
 * whose port it listens, {@code 127.0.0.1:8082}). Health is under {@code /actuator/health} at that port.
 *
 * <p>When it cannot start it says so in one sentence; the exit code is 2 when a variable is missing or makes no sense,
 * else 1.
 */
public final class ProjectorApplication {

    private static final String BOOTSTRAP = "SWITCHBOARD_KAFKA_BOOTSTRAP";
    private static final String SECRET = "SWITCHBOARD_API_SECRET";
    private static final String DATA = "SWITCHBOARD_DATA";
    private static final String ADDRESS = "SWITCHBOARD_ADDRESS";

    private static final String DEFAULT_ADDRESS = "127.0.0.1:8082";
    private static final int MIN_SECRET_BYTES = 32;
    private static final int MISUSED = 2;
    private static final int FAILED = 1;
    private static final String LOGGING = "logback.configurationFile";

    private ProjectorApplication() {
    }

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "io/switchboard/projector/service/logback.xml");
        }
        try {
            Projector projector = projector(System.getenv());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(projector::close));
            projector.start();
        } catch (IllegalArgumentException e) {
            end(e.getMessage(), MISUSED);
        } catch (ProjectorException e) {
            end(e.getMessage() + " (" + BOOTSTRAP + " is " + System.getenv(BOOTSTRAP) + ")", FAILED);
        }
        // The stream threads keep the process alive; a projector that gave up stays, to say so in its health.
        Thread.currentThread().join();
    }

    /** @throws IllegalArgumentException when a variable is missing or makes no sense; never names the secret */
    static Projector projector(Map<String, String> environment) {
        List<String> missing = Stream.of(BOOTSTRAP, SECRET, DATA)
                .filter(name -> environment.getOrDefault(name, "").isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join(" and ", missing)
                    + (missing.size() == 1 ? " is not set and has" : " are not set and have") + " no default");
        }
        byte[] secret = environment.get(SECRET).getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(SECRET + " cannot be used: the API secret is shorter than "
                    + MIN_SECRET_BYTES + " bytes");
        }
        ProjectorConfig config = ProjectorConfig.standard(environment.get(BOOTSTRAP),
                Path.of(environment.get(DATA)).resolve("projector"));
        return new Projector(config.among(Peering.at(environment.getOrDefault(ADDRESS, DEFAULT_ADDRESS), secret)),
                new CursorCodec(secret));
    }

    private static void end(String sentence, int code) {
        System.err.println("projector does not start: " + sentence + ".");
        System.exit(code);
    }
}
