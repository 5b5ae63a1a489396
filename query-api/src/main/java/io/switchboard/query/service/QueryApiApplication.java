package io.switchboard.query.service;

import io.switchboard.query.QueryApiConfiguration;
import io.switchboard.wire.service.ServiceProcess;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * query-api, with its projector, as a process of its own, on port 8081 unless {@code SWITCHBOARD_PORT} says otherwise;
 * other instances reach its projector at {@code SWITCHBOARD_PEER_ADDRESS} (127.0.0.1:8083). See {@code
 * docs/operations.md} for its environment variables.
 */
@EnableAutoConfiguration
@Import(QueryApiConfiguration.class)
public class QueryApiApplication {

    private static final int PORT = 8081;
    private static final Map<String, Object> DEFAULTS = Map.of("switchboard.peer-address", "127.0.0.1:8083");

    public static void main(String[] args) {
        ServiceProcess.run("query-api", QueryApiApplication.class, PORT, DEFAULTS);
    }
}
