package io.switchboard.broker;

import io.switchboard.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running single-node Kafka in this JVM: controller and broker, data on disk, clients on the loopback interface only.
 *
 * <p>{@link #start} returns when clients can connect. A directory is formatted the first time and continued afterwards.
 * Nothing acknowledged is lost when the process ends, in whatever way; see the package documentation for power cuts.
 * A fault after which Kafka itself would not go on, such as a disk that fails, ends this process with a non-zero code.
 * Safe for use by any thread.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ExclusiveDirectory directory;
    private final KraftNode node;
    private final Duration closeTimeout;
    private boolean closed;

    private EmbeddedBroker(ExclusiveDirectory directory, KraftNode node, Duration closeTimeout) {
        this.directory = directory;
        this.node = node;
        this.closeTimeout = closeTimeout;
    }

    /**
     * Starts a broker and waits until it takes connections.
     *
     * @throws BrokerStartException when the directory is in use or unusable, the port is taken, or Kafka refuses
     */
    public static EmbeddedBroker start(BrokerConfig config) {
        ExclusiveDirectory directory = ExclusiveDirectory.claim(config.dataDirectory());
        try {
            requireFree(config.port());
            return new EmbeddedBroker(directory, KraftNode.start(directory, config), config.closeTimeout());
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /** {@code host:port} for the {@code bootstrap.servers} of any Kafka client on this machine. */
    public String bootstrapServers() {
        return LOOPBACK.getHostAddress() + ":" + node.port();
    }

    /**
     * Stops the broker, flushes its logs and releases the directory. Waits at most the configured time; a broker that
     * hangs longer is left to the end of the process, as after a kill. Closing again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread stopping = Thread.ofPlatform().daemon().name("broker-stop").start(() -> node.stop(closeTimeout));
        try {
            if (!stopping.join(closeTimeout)) {
                LOG.warn("The broker did not stop within {} s; it is left to the end of the process.",
                        closeTimeout.toSeconds());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the broker was stopping; it is left to the end of the process.");
            return;
        }
        directory.close();
    }

    // Kafka would find out too, but only after half a start, and says so in many lines. SO_REUSEADDR as Kafka itself
    // binds: a port in TIME_WAIT is free.
    private static void requireFree(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(LOOPBACK, port));
        } catch (IOException e) {
            throw new BrokerStartException(Reason.PORT_TAKEN,
                    "The Kafka port " + port + " on " + LOOPBACK.getHostAddress() + " cannot be used: "
                            + e.getMessage() + ".", e);
        }
    }
}
