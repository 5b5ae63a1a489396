package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.wire.service.Unready;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleHttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/** What Spring's health endpoint says, as the start understands it. */
class ReadinessTest {

    private static final Unready PROJECTOR = new Unready("projector", "restoring", 5, OptionalLong.of(10));
    private static final Unready SHARD = new Unready("call-events-0", "reading the log", 1, OptionalLong.of(10));

    private final DefaultHealthContributorRegistry parts = new DefaultHealthContributorRegistry();

    @Test
    void it_is_ready_when_every_part_is_up() {
        part("command", Health.up().build());
        part("projector", Health.up().withDetail("partitions", List.of(0)).build());

        assertThat(readiness()).isEqualTo(new Readiness(true, Optional.empty(), List.of()));
    }

    @Test
    void parts_that_are_out_of_service_say_what_is_waited_for() {
        part("command", Health.outOfService().withDetail(Unready.DETAIL, List.of(SHARD)).build());
        part("projector", Health.outOfService().withDetail(Unready.DETAIL, List.of(PROJECTOR)).build());
        part("readinessState", Health.outOfService().build());
        part("livenessState", Health.up().build());

        Readiness readiness = readiness();
        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.failure()).isEmpty();
        assertThat(readiness.unready()).containsExactlyInAnyOrder(SHARD, PROJECTOR,
                Unready.of("readinessState", "OUT_OF_SERVICE"));
    }

    @Test
    void a_part_that_is_down_will_not_get_ready_whatever_the_others_say() {
        part("command", Health.outOfService().withDetail(Unready.DETAIL, List.of(SHARD)).build());
        part("projector", Health.down().withDetail(Unready.REASON, "stored bytes are not an event\n at 7").build());
        assertThat(readiness()).isEqualTo(new Readiness(false,
                Optional.of("projector is down: stored bytes are not an event"), List.of(SHARD)));

        parts.unregisterContributor("projector");
        part("projector", Health.down().build());
        assertThat(readiness().failure()).contains("projector is down: the log says why");
    }

    @Test
    void without_an_answer_it_is_not_ready() {
        assertThat(Readiness.of(null).ready()).isFalse();
    }

    private void part(String name, Health health) {
        parts.registerContributor(name, (HealthIndicator) () -> health);
    }

    private Readiness readiness() {
        return Readiness.of(new HealthEndpoint(parts, null,
                HealthEndpointGroups.of(new Group(), Map.of("readiness", new Group())), Duration.ofMinutes(1))
                .healthForPath("readiness"));
    }

    /** Of every part; shows nothing over HTTP, as is Spring's default. */
    private static final class Group implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext security) {
            return false;
        }

        @Override
        public boolean showDetails(SecurityContext security) {
            return false;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return new SimpleStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return new SimpleHttpCodeStatusMapper();
        }

        @Override
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
