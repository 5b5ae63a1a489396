package io.switchboard.wire.service;

import io.switchboard.wire.auth.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs a Spring application as a service of its own. One sentence on standard error and exit code {@link #MISUSED} or
 * {@link #FAILED} when it cannot start. SIGTERM stops it gracefully: no new connections, ten seconds for requests under
 * way, then the rest; the exit code is then 143, as for every Java process.
 */
public final class ServiceProcess {

    /** A variable is missing or makes no sense. */
    static final int MISUSED = 2;
    /** The variables are fine, the world is not. */
    static final int FAILED = 1;

    private ServiceProcess() {
    }

    /** The service cannot start, as its message says. */
    private static final class FailedException extends RuntimeException {
        FailedException(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * Returns when the service listens, and leaves it running; ends the process when it cannot start.
     *
     * @param name        as operators call it
     * @param defaultPort where it listens when the environment does not say
     * @param ownDefaults further settings, which the environment may change
     */
    public static void run(String name, Class<?> application, int defaultPort, Map<String, Object> ownDefaults) {
        try {
            ServiceEnvironment environment = ServiceEnvironment.read(System.getenv(), defaultPort);
            requireFree(environment.port());
            System.out.println(name + " listens on port " + port(start(application, environment, ownDefaults))
                    + "; it is ready when /actuator/health/readiness says so.");
        } catch (MisconfiguredException e) {
            end(name, e.getMessage(), MISUSED);
        } catch (FailedException e) {
            end(name, e.getMessage(), FAILED);
        }
    }

    /** The application as a service runs it, for whoever embeds it and says the rest in arguments. */
    public static SpringApplication application(Class<?> application, Credentials credentials) {
        SpringApplication spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setLogStartupInfo(false);
        spring.setDefaultProperties(defaults(Map.of()));
        spring.addInitializers(context -> context.getBeanFactory().registerSingleton("credentials", credentials));
        return spring;
    }

    private static ConfigurableApplicationContext start(Class<?> application, ServiceEnvironment environment,
                                                        Map<String, Object> ownDefaults) {
        SpringApplication spring = application(application, environment.credentials());
        spring.setDefaultProperties(defaults(ownDefaults));
        try {
            return spring.run("--server.port=" + environment.port());
        } catch (RuntimeException e) {
            throw new FailedException(sentence(e, environment.bootstrapServers()), e);
        }
    }

    /** Alive asks no part of the service, ready asks every one. */
    private static Map<String, Object> defaults(Map<String, Object> own) {
        Map<String, Object> defaults = new HashMap<>(own);
        defaults.put("spring.jmx.enabled", "false");
        defaults.put("spring.main.web-application-type", "servlet");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        defaults.put("management.endpoints.web.exposure.include", "health,prometheus");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.health.defaults.enabled", "false");
        defaults.put("management.endpoint.health.group.readiness.include", "*");
        defaults.put("logging.level.root", "WARN");
        defaults.put("logging.level.io.switchboard", "${SWITCHBOARD_LOG_LEVEL:INFO}");
        // What these would say of a failed start is said in one sentence.
        defaults.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        defaults.put("logging.level.org.springframework.boot.web.server.servlet.context", "OFF");
        defaults.put("logging.level.org.springframework.boot.diagnostics", "OFF");
        // A client of a Kafka that is not there warns many times a second.
        defaults.put("logging.level.org.apache.kafka.clients.NetworkClient", "ERROR");
        return defaults;
    }

    // Tomcat would find out too, but only when everything else has been started for nothing.
    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new FailedException("port " + port + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static int port(ConfigurableApplicationContext context) {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    private static void end(String name, String sentence, int code) {
        System.err.println(name + " does not start: " + sentence + (sentence.endsWith(".") ? "" : "."));
        System.exit(code);
    }

    /** Our own word for what went wrong, where there is one: the outermost, which knows what was being tried. */
    static String sentence(RuntimeException failure, String bootstrapServers) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause).toList();
        Throwable telling = causes.stream().filter(cause -> isFrom(cause, "io.switchboard")).findFirst()
                .orElse(causes.getLast());
        String sentence = telling.getMessage() == null ? telling.toString() : telling.getMessage();
        return causes.stream().anyMatch(cause -> isFrom(cause, "org.apache.kafka"))
                ? sentence + " (" + ServiceEnvironment.BOOTSTRAP + " is " + bootstrapServers + ")" : sentence;
    }

    private static boolean isFrom(Throwable cause, String root) {
        return cause.getClass().getName().startsWith(root + ".");
    }
}
