package io.switchboard.query;

import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorConfig;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.serving.Peering;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.http.WireConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The read side in a Spring context: its endpoints and the projector behind them. Needs a {@link Credentials} bean.
 * Settings: {@code switchboard.kafka.bootstrap}, {@code switchboard.data}; {@code switchboard.peer-address} (host:port)
 * where there are several instances: there this one's shards are asked by the others, and it asks theirs.
 */
@Configuration(proxyBeanMethods = false)
@Import(WireConfiguration.class)
public class QueryApiConfiguration {

    /** Its lifecycle bean starts and closes it. */
    @Bean(destroyMethod = "")
    Projector projector(@Value("${switchboard.kafka.bootstrap}") String bootstrap,
                        @Value("${switchboard.data}") Path data, @Value("${switchboard.peer-address:}") String peer,
                        Credentials credentials) {
        byte[] secret = credentials.secret().getBytes(StandardCharsets.UTF_8);
        ProjectorConfig alone = ProjectorConfig.standard(bootstrap, data.resolve("projector"));
        return new Projector(peer.isBlank() ? alone : alone.among(Peering.at(peer, secret)), new CursorCodec(secret));
    }

    @Bean
    ProjectorLifecycle projectorLifecycle(Projector projector) {
        return new ProjectorLifecycle(projector);
    }

    @Bean
    QueryEndpoints queryEndpoints(Projector projector) {
        return new QueryEndpoints(projector::queries, new GrantedVisibility());
    }

    @Bean
    UserQueryEndpoints userQueryEndpoints(Projector projector) {
        return new UserQueryEndpoints(projector::queries);
    }

    @Bean
    StatsEndpoints statsEndpoints(Projector projector) {
        return new StatsEndpoints(projector::queries);
    }

    @Bean
    ProjectorHealth projectorHealthIndicator(Projector projector) {
        return new ProjectorHealth(projector);
    }
}
