package io.switchboard.projector.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets other instances ask the shards of this one, and orchestrators whether it is ready. Questions need the
 * application's token; without it there is nothing but health to see. One thread per request, which may wait.
 */
public final class PeerServer implements AutoCloseable {

    static final String CALLS = "/peer/calls";
    static final String MEMBERS = "/peer/members";
    static final String ROWS = "/peer/rows";
    static final String ACTIVITY = "/peer/activity";

    private static final Logger LOG = LoggerFactory.getLogger(PeerServer.class);
    private static final int MAX_QUESTION = 4 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Peering self;

    private PeerServer(HttpServer server, ExecutorService threads, Peering self) {
        this.server = server;
        this.threads = threads;
        this.self = self;
    }

    /**
     * Starts answering.
     *
     * @param ready whether this instance is to get traffic
     * @throws IOException when the port cannot be had
     */
    static PeerServer start(Peering self, Shards shards, PeerCodec codec, BooleanSupplier ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(self.port()), 128);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        PeerServer peer = new PeerServer(server, threads, self);
        server.setExecutor(threads);
        server.createContext(CALLS, peer.answering(node ->
                codec.write(shards.calls(codec.callsQuestion(node), codec.targets(node)))));
        server.createContext(MEMBERS, peer.answering(node ->
                codec.write(shards.members(codec.membersQuestion(node), codec.targets(node)))));
        server.createContext(ROWS, peer.answering(node ->
                codec.write(shards.rows(codec.rowsQuestion(node), codec.targets(node)))));
        server.createContext(ACTIVITY, peer.answering(node -> codec.write(shards.activity(codec.targets(node)))));
        server.createContext("/actuator/health/liveness", exchange -> health(exchange, true));
        server.createContext("/actuator/health/readiness", exchange -> health(exchange, ready.getAsBoolean()));
        server.start();
        return peer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private HttpHandler answering(Function<JsonNode, ObjectNode> answer) {
        return exchange -> {
            try (exchange) {
                Optional<String> shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Peering.HEADER));
                if (!shown.map(self::accepts).orElse(false)) {
                    exchange.sendResponseHeaders(401, -1);
                } else {
                    answer(exchange, answer);
                }
            }
        };
    }

    private static void answer(HttpExchange exchange, Function<JsonNode, ObjectNode> answer) throws IOException {
        byte[] body;
        try {
            JsonNode question = EventJson.mapper().readTree(exchange.getRequestBody().readNBytes(MAX_QUESTION));
            body = EventJson.mapper().writeValueAsBytes(answer.apply(question));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn("another instance asked what cannot be read; are all of the same version?", e);
            exchange.sendResponseHeaders(400, -1);
            return;
        } catch (RuntimeException e) {
            LOG.error("a question of another instance failed", e);
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        reply(exchange, 200, body);
    }

    private static void health(HttpExchange exchange, boolean up) throws IOException {
        try (exchange) {
            reply(exchange, up ? 200 : 503, ("{\"status\":\"" + (up ? "UP" : "OUT_OF_SERVICE") + "\"}").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
