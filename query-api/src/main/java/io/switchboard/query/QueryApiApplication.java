package io.switchboard.query;

import io.switchboard.wire.auth.Credentials;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * query-api, with its projector, as a process of its own. Environment: {@code SWITCHBOARD_KAFKA_BOOTSTRAP},
 * {@code SWITCHBOARD_API_KEY}, {@code SWITCHBOARD_API_SECRET}, {@code SWITCHBOARD_DATA}, and
 * {@code SWITCHBOARD_PORT} (8081).
 */
@EnableAutoConfiguration
@Import(QueryApiConfiguration.class)
public class QueryApiApplication {

    @Bean
    Credentials credentials(@Value("${switchboard.api-key}") String key, @Value("${switchboard.api-secret}") String secret) {
        return new Credentials(key, secret);
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(QueryApiApplication.class);
        application.setDefaultProperties(Map.of(
                "server.port", "${switchboard.port:8081}",
                "server.shutdown", "graceful",
                "management.endpoint.health.probes.enabled", "true",
                "management.endpoint.health.group.readiness.include", "readinessState,projectorHealth",
                "management.endpoints.web.exposure.include", "health"));
        application.run(args);
    }
}
