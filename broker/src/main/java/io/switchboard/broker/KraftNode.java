package io.switchboard.broker;

import io.switchboard.broker.BrokerStartException.Reason;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker, put together as {@link KafkaRaftServer} does it, except that the controller may bind
 * an ephemeral port: its address reaches the quorum through a future, completed once the socket is bound.
 */
final class KraftNode {

    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);

    private static final Duration CONTROLLER_TIMEOUT = Duration.ofSeconds(20);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KraftNode(SharedServer shared, ControllerServer controller, BrokerServer broker) {
        this.shared = shared;
        this.controller = controller;
        this.broker = broker;
    }

    /** @throws BrokerStartException when Kafka refuses to start; what had started is stopped again */
    static KraftNode start(ExclusiveDirectory directory, BrokerConfig config) {
        format(directory);
        Map<String, String> settings = BrokerSettings.embedded(logs(directory), config.port());
        settings.putAll(config.overrides());
        KraftNode node = assemble(new KafkaConfig(settings, false));
        try {
            node.controller.startup();
            new FormerBroker(node.shared, node.controller).bury(CONTROLLER_TIMEOUT);
            node.broker.startup();
            return node;
        } catch (Throwable e) { // Scala throws checked exceptions without declaring them
            node.stop(config.closeTimeout());
            throw new BrokerStartException(Reason.FAILED,
                    "The embedded Kafka on " + directory.root() + " did not start: " + e.getMessage() + ".", e);
        }
    }

    int port() {
        return broker.boundPort(new ListenerName(BrokerSettings.CLIENT_LISTENER));
    }

    // The broker first: it asks the controller for a controlled shutdown.
    void stop(Duration timeout) {
        broker.shutdown(timeout);
        controller.shutdown();
    }

    private static KraftNode assemble(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
        SharedServer shared = new SharedServer(config, directories._1(), Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
                voters, List.of(), new StandardFaultHandlerFactory(), ServerSocketFactory.INSTANCE);
        ControllerServer controller =
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        controller.socketServerFirstBoundPortFuture().thenAccept(port -> voters.complete(
                new HashMap<>(Map.of(BrokerSettings.NODE_ID, new InetSocketAddress("127.0.0.1", port)))));
        return new KraftNode(shared, controller, new BrokerServer(shared));
    }

    private static Path logs(ExclusiveDirectory directory) {
        return directory.root().resolve("log");
    }

    private static void format(ExclusiveDirectory directory) {
        Path logs = logs(directory);
        if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException(Reason.DIRECTORY_UNUSABLE,
                    "The data directory " + directory.root() + " cannot be formatted: " + e.getMessage() + ".", e);
        }
    }
}
