package io.switchboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole Switchboard in the process of the tests, on free ports, with generated credentials and a new data folder
 * that goes away when it is closed.
 */
public final class TemporarySwitchboard implements AutoCloseable {

    private final Path data;
    private final Standalone standalone;

    private TemporarySwitchboard(Path data, Standalone standalone) {
        this.data = data;
        this.standalone = standalone;
    }

    /**
     * Returns when it is ready to serve.
     *
     * @param parent folder in which the data folder is made
     */
    public static TemporarySwitchboard start(Path parent) throws IOException {
        Path data = Files.createTempDirectory(parent, "switchboard");
        try {
            return new TemporarySwitchboard(data, Standalone.start(
                    new StandaloneOptions(StandaloneOptions.DEFAULT_HOST, 0, 0, data), Map.of()));
        } catch (RuntimeException | Error e) {
            delete(data);
            throw e;
        }
    }

    public String baseUrl() {
        return standalone.baseUrl(StandaloneOptions.DEFAULT_HOST);
    }

    public String apiKey() {
        return standalone.credentials().apiKey();
    }

    public String apiSecret() {
        return standalone.credentials().secret();
    }

    /** Where Kafka consumers connect. */
    public String bootstrapServers() {
        return standalone.bootstrapServers();
    }

    @Override
    public void close() throws IOException {
        try {
            standalone.close();
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
