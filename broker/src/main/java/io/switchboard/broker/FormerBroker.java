package io.switchboard.broker;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import kafka.server.ControllerServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.ControllerRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker that ran on this directory before, when it was killed instead of stopped.
 *
 * <p>Its registration is still alive in the metadata, so the controller refuses a new broker of the same id until the
 * dead one's session has run out: nine seconds with Kafka's defaults. A shorter session would cure that and fence the
 * living broker at every long pause of the machine. But whoever holds the lock of the directory knows that the former
 * broker is dead, and may say so in its name: one last heartbeat that asks to be fenced. A controller forgets the
 * session of a fenced broker only when it takes over, so it resigns once and, being the only voter, is elected again.
 */
final class FormerBroker {

    private static final Logger LOG = LoggerFactory.getLogger(FormerBroker.class);
    private static final Duration POLL = Duration.ofMillis(5);

    private final SharedServer shared;
    private final Controller controller;
    private final ControllerServer server;

    FormerBroker(SharedServer shared, ControllerServer server) {
        this.shared = shared;
        this.server = server;
        this.controller = server.controller();
    }

    /**
     * To be called between the start of the controller and the start of the broker. Without effect when the former
     * broker was stopped properly or there was none.
     *
     * @throws TimeoutException when the controller does not come up, or not again, within the given time
     */
    void bury(Duration timeout) throws TimeoutException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + timeout.toNanos();
        await(() -> controller.isActive() && caughtUp(), deadline);
        BrokerRegistration registration =
                server.metadataCache().currentImage().cluster().broker(BrokerSettings.NODE_ID);
        if (registration == null || registration.fenced()) {
            return;
        }
        LOG.info("The broker before was not stopped properly; taking over from it.");
        await(this::controllerRegistered, deadline);
        fence(registration).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        int epoch = controller.curClaimEpoch();
        shared.raftManager().client().resign(epoch);
        await(() -> controller.curClaimEpoch() > epoch, deadline);
    }

    private CompletableFuture<?> fence(BrokerRegistration registration) {
        ControllerRequestContext context = new ControllerRequestContext(
                new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        return controller.processBrokerHeartbeat(context, new BrokerHeartbeatRequestData()
                .setBrokerId(registration.id())
                .setBrokerEpoch(registration.epoch())
                .setCurrentMetadataOffset(shared.loader().lastAppliedOffset())
                .setWantFence(true));
    }

    private boolean caughtUp() {
        OptionalLong end = shared.raftManager().client().highWatermark();
        return end.isPresent() && shared.loader().lastAppliedOffset() + 1 >= end.getAsLong();
    }

    // The controller registers itself through a request of its own, which must not meet the resignation.
    private boolean controllerRegistered() {
        ControllerRegistration registration =
                server.metadataCache().currentImage().cluster().controllers().get(BrokerSettings.NODE_ID);
        return registration != null && registration.incarnationId().equals(server.incarnationId());
    }

    // The controller offers nothing to wait on for these states, so they are looked at again and again.
    private static void await(BooleanSupplier condition, long deadline) throws TimeoutException, InterruptedException {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The controller did not become active in time.");
            }
            Thread.sleep(POLL);
        }
    }
}
