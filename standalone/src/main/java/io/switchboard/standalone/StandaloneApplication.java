package io.switchboard.standalone;

import io.switchboard.wire.auth.Credentials;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Command API, projector and query API as one Spring context behind one HTTP port. */
@SpringBootApplication
public class StandaloneApplication {

    /**
     * Starts everything against a running Kafka. Closing the context stops HTTP gracefully, then the rest; the caller
     * closes it before the broker.
     */
    public static ConfigurableApplicationContext run(
            StandaloneOptions options, String bootstrapServers, Credentials credentials) {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The process has one shutdown hook of its own, because the broker must stop after this context.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "server.address", options.host(),
                "server.port", options.port()));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("standaloneOptions", options);
            context.getBeanFactory().registerSingleton("credentials", credentials);
            context.getBeanFactory().registerSingleton("kafkaAddress", new KafkaAddress(bootstrapServers));
        });
        return application.run();
    }

    /** The bootstrap servers of the Kafka that everything in the context uses. */
    public record KafkaAddress(String bootstrapServers) {
        public KafkaAddress {
            Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        }
    }

    static int port(ConfigurableApplicationContext context) {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }
}
