package io.switchboard.command.service;

import io.switchboard.command.http.AppDesk;
import io.switchboard.command.http.AppEndpoints;
import io.switchboard.command.http.BanEndpoints;
import io.switchboard.command.http.CallDesk;
import io.switchboard.command.http.CallEndpoints;
import io.switchboard.command.http.CallTypeEndpoints;
import io.switchboard.command.http.ChatEndpoints;
import io.switchboard.command.http.ClientEndpoints;
import io.switchboard.command.http.GuestEndpoints;
import io.switchboard.command.http.InteractionEndpoints;
import io.switchboard.command.http.MediaEndpoints;
import io.switchboard.command.http.ModerationEndpoints;
import io.switchboard.command.http.PushProviderEndpoints;
import io.switchboard.command.http.RoleEndpoints;
import io.switchboard.command.http.SessionEndpoints;
import io.switchboard.command.http.TaskEndpoints;
import io.switchboard.command.http.UserDesk;
import io.switchboard.command.http.UserEndpoints;
import io.switchboard.command.http.UserTieEndpoints;
import io.switchboard.command.media.MediaServer;
import io.switchboard.command.task.Receipts;
import io.switchboard.wire.auth.CallerPolicy;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.StandingPolicy;
import io.switchboard.wire.http.EndpointGroup;
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
        return new CallDesk(service, service.users(), service.callTypes(), service.app());
    }

    @Bean
    EndpointGroup callEndpoints(CallDesk desk, MediaServer media, Receipts receipts) {
        return EndpointGroup.of(new CallEndpoints(desk, receipts), new SessionEndpoints(desk, media),
                new ModerationEndpoints(desk), new InteractionEndpoints(desk), new MediaEndpoints(desk));
    }

    @Bean
    MediaServer mediaServer(@Value("${switchboard.media.url:}") String url,
                            @Value("${switchboard.media.key:}") String key,
                            @Value("${switchboard.media.secret:}") String secret) {
        return MediaServer.configured(url, key, secret);
    }

    @Bean
    EndpointGroup userEndpoints(CommandService service, Receipts receipts, Credentials credentials) {
        UserDesk desk = new UserDesk(service.users());
        return EndpointGroup.of(new UserEndpoints(desk, receipts), new UserTieEndpoints(desk), new BanEndpoints(desk),
                new GuestEndpoints(desk, service.app(), credentials));
    }

    @Bean
    EndpointGroup appEndpoints(CommandService service, Receipts receipts) {
        AppDesk desk = new AppDesk(service.app());
        return EndpointGroup.of(new AppEndpoints(desk, service.callTypes()), new RoleEndpoints(desk),
                new PushProviderEndpoints(desk), new CallTypeEndpoints(service.callTypes()), new TaskEndpoints(receipts),
                new ClientEndpoints(), new ChatEndpoints());
    }

    @Bean
    Receipts receipts(Credentials credentials) {
        return new Receipts(credentials);
    }

    @Bean
    CallerPolicy callerPolicy(CommandService service) {
        return new StandingPolicy(service.users()::look, service.app()::look);
    }

    @Bean
    ShardMeters shardMeters(CommandService service) {
        return new ShardMeters(service);
    }

    @Bean
    CommandHealth commandHealthIndicator(CommandService service) {
        return new CommandHealth(service);
    }
}
