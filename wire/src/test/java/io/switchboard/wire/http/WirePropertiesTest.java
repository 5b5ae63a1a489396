package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.wire.limits.RateLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class WirePropertiesTest {

    @Test
    void there_are_defaults_for_everything_but_the_secrets() {
        WireProperties properties = bind(Map.of());
        assertThat(properties.rateLimitPerMinute()).isEqualTo(60_000);
        assertThat(properties.maxBody()).isEqualTo(DataSize.ofBytes(1024 * 1024));
        assertThat(properties.bodyDeadline()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(properties::credentials).isInstanceOf(IllegalStateException.class)
                .hasMessage("SWITCHBOARD_API_KEY is not set and has no default");
        assertThatThrownBy(bind(Map.of("SWITCHBOARD_API_KEY", "key"))::credentials)
                .hasMessage("SWITCHBOARD_API_SECRET is not set and has no default");
    }

    @Test
    void everything_can_be_set_by_the_environment_and_the_secret_is_not_shown() {
        WireProperties properties = bind(Map.of("SWITCHBOARD_API_KEY", "key", "SWITCHBOARD_API_SECRET", "s".repeat(32),
                "SWITCHBOARD_RATE_LIMIT_PER_MINUTE", "7", "SWITCHBOARD_MAX_BODY", "2KB",
                "SWITCHBOARD_BODY_DEADLINE", "5s", "SWITCHBOARD_RATE_LIMITS", "QueryCalls=9"));
        assertThat(properties.limits()).isEqualTo(new RateLimits(7, Map.of("QueryCalls", 9)));
        assertThat(properties.credentials().apiKey()).isEqualTo("key");
        assertThat(properties.rateLimitPerMinute()).isEqualTo(7);
        assertThat(properties.maxBody()).isEqualTo(DataSize.ofKilobytes(2));
        assertThat(properties.bodyDeadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.toString()).doesNotContain("ssss");
    }

    @Test
    void a_rate_limit_that_makes_no_sense_is_refused_by_its_name() {
        assertThatThrownBy(bind(Map.of("SWITCHBOARD_RATE_LIMITS", "NoSuch=5"))::limits)
                .hasMessageContaining("SWITCHBOARD_RATE_LIMITS").hasMessageContaining("'NoSuch=5'");
    }

    private static WireProperties bind(Map<String, Object> variables) {
        return new Binder(ConfigurationPropertySources.from(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)))
                .bindOrCreate("switchboard", WireProperties.class);
    }
}
