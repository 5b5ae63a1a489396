package io.switchboard.standalone;

import io.switchboard.command.service.CommandApiConfiguration;
import io.switchboard.wire.auth.Credentials;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Command API, projector and query API as one Spring context behind one HTTP port. */
@EnableAutoConfiguration
@Import(CommandApiConfiguration.class)
public class StandaloneApplication {

    /** Fewer than a cluster has: bigger batches, and fewer stores and indexes for a small machine. */
    private static final int PARTITIONS = 4;

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
                "server.port", options.port(),
                "switchboard.kafka.bootstrap", bootstrapServers,
                "switchboard.data", options.data().toAbsolutePath().toString(),
                "switchboard.partitions", PARTITIONS));
        application.addInitializers(context ->
                context.getBeanFactory().registerSingleton("credentials", credentials));
        return application.run();
    }

    static int port(ConfigurableApplicationContext context) {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }
}
