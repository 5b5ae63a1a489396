package io.switchboard.wire.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.wire.auth.CallerPolicy;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.limits.RateLimiter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Serves every {@link EndpointGroup} of the context under the contract's rules. Import it once per application.
 * Takes a {@link Credentials} and an {@link InstantSource} from the context when there is one; otherwise the
 * credentials come from {@link WireProperties} and the clock is the system's.
 *
 * <p>Boot's error pages and multipart reading are left out: nothing but the pipeline and {@link JsonErrorValve} may
 * answer an error, and nothing but the pipeline may read a body.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {ErrorMvcAutoConfiguration.class, MultipartAutoConfiguration.class})
@EnableConfigurationProperties(WireProperties.class)
@PropertySource("classpath:/io/switchboard/wire/http/wire.properties")
public class WireConfiguration {

    /** Behind everything else an application maps, before Spring's static resources. */
    private static final int LAST = Ordered.LOWEST_PRECEDENCE - 100;

    @Bean
    RateLimiter rateLimiter(WireProperties properties, ObjectProvider<InstantSource> clock) {
        return new RateLimiter(properties.limits(), clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    EndpointRouter endpointRouter(List<EndpointGroup> groups, WireProperties properties, RateLimiter limiter,
                                  ObjectProvider<Credentials> credentials, ObjectProvider<InstantSource> clock,
                                  ObjectProvider<RequestObserver> observer, ObjectProvider<CallerPolicy> policies) {
        List<Endpoint> endpoints = new ArrayList<>();
        groups.forEach(group -> endpoints.addAll(group.endpoints()));
        endpoints.addAll(new RateLimitEndpoints(limiter,
                () -> endpoints.stream().map(Endpoint::operation).toList()).endpoints());
        RouteTable routes = new RouteTable(endpoints);
        Gate gate = new Gate(credentials.getIfAvailable(properties::credentials), policies.stream().toList());
        BodyReader bodies = new BodyReader(Math.toIntExact(properties.maxBody().toBytes()), properties.bodyDeadline());
        return new EndpointRouter(new ApiPipeline(routes, gate, limiter, bodies,
                observer.getIfAvailable(() -> (operation, status, nanos) -> { }),
                clock.getIfAvailable(InstantSource::system)));
    }

    @Bean
    HandlerMapping endpointMapping(EndpointRouter router) {
        return new SimpleUrlHandlerMapping(Map.of("/**", router), LAST);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MalformedPathFilter malformedPathFilter() {
        return new MalformedPathFilter();
    }

    @Bean
    LargeWrites largeWrites() {
        return new LargeWrites();
    }

    /** After Boot's own customizers, which may put an HTML error valve into the same pipeline. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> jsonErrors(RateLimiter limiter) {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(JsonErrorValve.class.getName());
            host.getPipeline().addValve(new JsonErrorValve(limiter));
        });
    }

    /** Timers, when the application has a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        RequestObserver requestObserver(ObjectProvider<MeterRegistry> registry) {
            MeterRegistry found = registry.getIfAvailable();
            return found == null ? (operation, status, nanos) -> { } : new MicrometerRequests(found);
        }
    }
}
