package io.switchboard.bench.query;

import io.switchboard.bench.dataset.PreparedData;
import io.switchboard.bench.query.QueryResults.Rebuild;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.Folders;
import io.switchboard.bench.run.ProjectorServer;
import io.switchboard.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The projector in a process of its own folds the bare log, which knows of no projector before it: no state, no
 * changelog, no committed position. The broker runs in this process.
 */
final class RebuildMeasurement {

    private static final Duration LIMIT = Duration.ofHours(3);

    private RebuildMeasurement() {
    }

    /** @param place a folder for the copy of the log and the stores, which are deleted again */
    static Rebuild measure(PreparedData data, Path place, Console console) throws InterruptedException {
        Path folder = data.copyOfLog(place);
        console.say("rebuilding the read model from " + data.events() + " events");
        try (EmbeddedBroker broker = PreparedData.broker(folder);
                ProjectorServer projector = ProjectorServer.start(broker.bootstrapServers(), folder,
                        Credentials.random())) {
            Rebuild rebuild = new Rebuild(data.events(), projector.awaitCaughtUp(LIMIT).toMillis() / 1_000.0);
            projector.terminate();
            console.say("%.1f s, %.0f events/s".formatted(rebuild.seconds(), rebuild.perSecond()));
            return rebuild;
        } finally {
            Folders.delete(folder);
        }
    }
}
