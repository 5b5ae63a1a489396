package io.switchboard.standalone;

import io.switchboard.wire.service.Unready;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether everything is ready, at one moment; if not, what is not and how far it is.
 *
 * @param failure why it will not get ready by itself, if so
 */
record Readiness(boolean ready, Optional<String> failure, List<Unready> unready) {

    /**
     * As the health endpoint tells it. Parts that are OUT_OF_SERVICE may still come; one that is DOWN will not.
     *
     * @param health its answer for the readiness group, with all details; null when there is no such group yet
     */
    static Readiness of(HealthDescriptor health) {
        if (health == null) {
            return new Readiness(false, Optional.empty(), List.of(Unready.of("readiness", "not known")));
        }
        List<String> failures = new ArrayList<>();
        List<Unready> unready = new ArrayList<>();
        Map<String, HealthDescriptor> parts = health instanceof CompositeHealthDescriptor composite
                ? composite.getComponents() : Map.of("readiness", health);
        parts.forEach((name, part) -> {
            Status status = part.getStatus();
            if (Status.DOWN.equals(status)) {
                failures.add(name + " is down: " + detail(part, Unready.REASON)
                        .flatMap(reason -> reason.toString().lines().findFirst()).orElse("the log says why"));
            } else if (!Status.UP.equals(status)) {
                unready.addAll(waitingFor(name, part));
            }
        });
        return new Readiness(Status.UP.equals(health.getStatus()),
                failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)), List.copyOf(unready));
    }

    private static List<Unready> waitingFor(String name, HealthDescriptor part) {
        return detail(part, Unready.DETAIL).filter(List.class::isInstance).map(List.class::cast)
                .map(list -> ((List<?>) list).stream().map(Unready.class::cast).toList())
                .orElseGet(() -> List.of(Unready.of(name, part.getStatus().getCode())));
    }

    private static Optional<Object> detail(HealthDescriptor part, String name) {
        return part instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null
                ? Optional.ofNullable(indicated.getDetails().get(name)) : Optional.empty();
    }
}
