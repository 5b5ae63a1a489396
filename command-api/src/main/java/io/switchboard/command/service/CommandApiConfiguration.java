package io.switchboard.command.service;

import io.switchboard.command.call.AppRules;
import io.switchboard.command.http.CallDesk;
import io.switchboard.command.http.CallEndpoints;
import io.switchboard.command.http.CallTypeEndpoints;
import io.switchboard.command.http.InteractionEndpoints;
import io.switchboard.command.http.ModerationEndpoints;
import io.switchboard.command.http.SessionEndpoints;
import io.switchboard.command.http.UserEndpoints;
import io.switchboard.command.media.MediaServer;
import io.switchboard.wire.http.WireConfiguration;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The write side in a Spring context: its endpoints and the service behind them. Settings: {@code
 * switchboard.kafka.bootstrap}, {@code switchboard.data}, {@code switchboard.partitions} (16), {@code
 * switchboard.replication} (1), {@code switchboard.address} (how other instances reach this one).
 */
@Configuration(proxyBeanMethods = false)
@Import(WireConfiguration.class)
public class CommandApiConfiguration {

    @Bean
    CommandSettings commandSettings(@Value("${switchboard.kafka.bootstrap}") String bootstrap,
                                    @Value("${switchboard.data}") Path data,
                                    @Value("${switchboard.partitions:16}") int partitions,
                                    @Value("${switchboard.replication:1}") short replication,
                                    @Value("${switchboard.address:127.0.0.1:${server.port:8080}}") String address) {
        return new CommandSettings(bootstrap, data.resolve("command"), partitions, replication, address);
    }

    @Bean(destroyMethod = "close")
    CommandService commandService(CommandSettings settings) {
        return CommandService.start(settings, InstantSource.system());
    }

    @Bean
    CallDesk callDesk(CommandService service) {
        return new CallDesk(service, service, service.callTypes(), AppRules::defaults);
    }

    @Bean
    CallEndpoints callEndpoints(CallDesk desk) {
        return new CallEndpoints(desk);
    }

    @Bean
    SessionEndpoints sessionEndpoints(CallDesk desk, MediaServer media) {
        return new SessionEndpoints(desk, media);
    }

    @Bean
    MediaServer mediaServer(@Value("${switchboard.media.url:}") String url,
                            @Value("${switchboard.media.key:}") String key,
                            @Value("${switchboard.media.secret:}") String secret) {
        return MediaServer.configured(url, key, secret);
    }

    @Bean
    ModerationEndpoints moderationEndpoints(CallDesk desk) {
        return new ModerationEndpoints(desk);
    }

    @Bean
    InteractionEndpoints interactionEndpoints(CallDesk desk) {
        return new InteractionEndpoints(desk);
    }

    @Bean
    UserEndpoints userEndpoints(CommandService service) {
        return new UserEndpoints(service);
    }

    @Bean
    ShardMeters shardMeters(CommandService service) {
        return new ShardMeters(service);
    }

    @Bean
    CallTypeEndpoints callTypeEndpoints(CommandService service) {
        return new CallTypeEndpoints(service.callTypes());
    }

    @Bean
    CommandHealth commandHealthIndicator(CommandService service) {
        return new CommandHealth(service);
    }
}
