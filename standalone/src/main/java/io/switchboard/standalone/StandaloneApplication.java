package io.switchboard.standalone;

import io.switchboard.command.service.CommandApiConfiguration;
import io.switchboard.query.QueryApiConfiguration;
import io.switchboard.wire.auth.Credentials;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Command API, projector and query API as one Spring context behind one HTTP port. */
@EnableAutoConfiguration
@Import({CommandApiConfiguration.class, QueryApiConfiguration.class})
public class StandaloneApplication {

    /** Fewer than a cluster's: bigger batches and fewer indexes on a machine with few cores. */
    private static final int PARTITIONS = 4;

    /**
     * Starts everything against a running Kafka. Closing the context stops HTTP gracefully, then the rest; the caller
     * closes it before the broker.
     */
    public static ConfigurableApplicationContext run(
            StandaloneOptions options, String bootstrapServers, Credentials credentials) {
        logAsConfigured();
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The process has one shutdown hook of its own, because the broker must stop after this context.
        application.setRegisterShutdownHook(false);
        application.addInitializers(context ->
                context.getBeanFactory().registerSingleton("credentials", credentials));
        return application.run(Map.of(
                        "server.address", options.host(),
                        "server.port", options.port(),
                        "switchboard.kafka.bootstrap", bootstrapServers,
                        "switchboard.data", options.data(),
                        "switchboard.partitions", PARTITIONS)
                .entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    // The broker logs before this context and after it, so logback.xml alone decides how, and Spring Boot must neither
    // set logging up nor tear it down. What it would have done for Tomcat's java.util.logging is done here.
    private static void logAsConfigured() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    static int port(ConfigurableApplicationContext context) {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }
}
