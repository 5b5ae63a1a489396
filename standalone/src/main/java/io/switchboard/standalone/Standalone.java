package io.switchboard.standalone;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.BrokerStartException;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.broker.ExclusiveDirectory;
import io.switchboard.wire.auth.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running Switchboard in this process. {@link #start} returns when it is ready to serve; {@link #close} stops HTTP
 * first, the broker last, and lets go of the data folder. Safe for any thread.
 */
final class Standalone implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ExclusiveDirectory folder;
    private final EmbeddedBroker broker;
    private final ConfigurableApplicationContext application;
    private final SecretFile secretFile;
    private final Credentials credentials;

    private Standalone(ExclusiveDirectory folder, EmbeddedBroker broker, ConfigurableApplicationContext application,
            SecretFile secretFile, Credentials credentials) {
        this.folder = folder;
        this.broker = broker;
        this.application = application;
        this.secretFile = secretFile;
        this.credentials = credentials;
    }

    /** @throws Refusal when it cannot start; everything that had started is stopped again */
    static Standalone start(StandaloneOptions options, Map<String, String> environment) {
        ExclusiveDirectory folder = claim(options);
        try {
            SecretFile secretFile = new SecretFile(folder.root(), environment);
            Credentials credentials = secretFile.obtain();
            requireFree(options);
            EmbeddedBroker broker = startBroker(options);
            try {
                ConfigurableApplicationContext application = startApplication(options, broker, credentials);
                return new Standalone(folder, broker, application, secretFile, credentials);
            } catch (RuntimeException | Error e) {
                broker.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    String baseUrl(String host) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + StandaloneApplication.port(application);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    SecretFile secretFile() {
        return secretFile;
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        try {
            application.close();
        } finally {
            try {
                broker.close();
            } finally {
                folder.close();
            }
        }
    }

    private static ExclusiveDirectory claim(StandaloneOptions options) {
        try {
            return ExclusiveDirectory.claim(options.data());
        } catch (BrokerStartException e) {
            throw Refusal.failure(e.getMessage(), e);
        }
    }

    private static EmbeddedBroker startBroker(StandaloneOptions options) {
        try {
            return EmbeddedBroker.start(new BrokerConfig(options.brokerData(), options.kafkaPort()));
        } catch (BrokerStartException e) {
            throw Refusal.failure(e.getMessage(), e);
        }
    }

    private static ConfigurableApplicationContext startApplication(
            StandaloneOptions options, EmbeddedBroker broker, Credentials credentials) {
        ConfigurableApplicationContext application;
        try {
            application = StandaloneApplication.run(options, broker.bootstrapServers(), credentials);
        } catch (RuntimeException e) {
            throw Refusal.failure("Switchboard did not start: " + reason(e), e);
        }
        try {
            awaitReady(application);
            return application;
        } catch (RuntimeException | Error e) {
            application.close();
            throw e;
        }
    }

    // Tomcat would find out too, but only after the broker has been started for nothing.
    private static void requireFree(StandaloneOptions options) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(options.host(), options.port()));
        } catch (IOException e) {
            throw Refusal.failure("The HTTP port " + options.port() + " on " + options.host() + " cannot be used: "
                    + e.getMessage() + ".", e);
        }
    }

    // The same answer that /actuator/health/readiness gives; there is nothing to wait on, so it is asked again.
    private static void awaitReady(ConfigurableApplicationContext application) {
        HealthEndpoint health = application.getBean(HealthEndpoint.class);
        new StartWait(() -> Readiness.of(health.healthForPath("readiness")), System::nanoTime, () -> Thread.sleep(POLL),
                LOG::info).await();
    }

    /** What our own code says of it, which tells what to do, or else the cause of all. Ends with a full stop. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(isOurs(cause) && cause.getMessage() != null)) {
            cause = cause.getCause();
        }
        return Refusal.ended(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    private static boolean isOurs(Throwable cause) {
        return cause.getClass().getName().startsWith("io.switchboard.");
    }
}
