package io.switchboard.query;

import io.switchboard.wire.service.ServiceProcess;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * query-api, with its projector, as a process of its own, on port 8081 unless {@code SWITCHBOARD_PORT} says otherwise;
 * see {@code docs/operations.md} for its environment variables.
 */
@EnableAutoConfiguration
@Import(QueryApiConfiguration.class)
public class QueryApiApplication {

    private static final int PORT = 8081;

    public static void main(String[] args) {
        ServiceProcess.run("query-api", QueryApiApplication.class, PORT);
    }
}
