package io.switchboard.broker.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks quickly and quietly whether a Docker engine is there. Testcontainers asks too, but takes seconds and logs an
 * error with a page of advice when the answer is no.
 */
final class DockerEngine {

    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final int DEFAULT_PORT = 2375;
    private static final int STATUS_LINE_LENGTH = "HTTP/1.1 200".length();

    private DockerEngine() {
    }

    static boolean answers() {
        return candidates(System.getenv()).stream().anyMatch(DockerEngine::answersAt);
    }

    /** Where an engine may listen: only {@code DOCKER_HOST} when it is set, else the usual sockets that exist. */
    static List<SocketAddress> candidates(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isBlank()) {
            return address(URI.create(host.strip()));
        }
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        if (environment.containsKey("XDG_RUNTIME_DIR")) {
            sockets.add(Path.of(environment.get("XDG_RUNTIME_DIR"), "docker.sock"));
        }
        sockets.add(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        return sockets.stream().filter(Files::exists)
                .map(path -> (SocketAddress) UnixDomainSocketAddress.of(path)).toList();
    }

    /** True when the address answers a ping with success within less than a second. */
    static boolean answersAt(SocketAddress address) {
        try (SocketChannel channel = open(address)) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(ping(channel, address)));
            return answer.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (IOException e) {
            return false;
        }
    }

    // Any failure, the channel closed by an impatient caller included, means: no engine here.
    private static boolean ping(SocketChannel channel, SocketAddress address) {
        try {
            channel.connect(address);
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(STATUS_LINE_LENGTH);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().matches("HTTP/1\\.[01] 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<SocketAddress> address(URI host) {
        return switch (host.getScheme()) {
            case "unix" -> List.of(UnixDomainSocketAddress.of(host.getPath()));
            case "tcp", "http" -> List.of(
                    new InetSocketAddress(host.getHost(), host.getPort() < 0 ? DEFAULT_PORT : host.getPort()));
            case null, default -> List.of();
        };
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }
}
