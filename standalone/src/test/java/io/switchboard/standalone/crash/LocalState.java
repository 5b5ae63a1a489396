package io.switchboard.standalone.crash;

import io.switchboard.projector.testing.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What a projector keeps on disk, in the hands of somebody who means no good. No process may have it open. */
final class LocalState {

    private final Path projector;

    LocalState(Path data) {
        this.projector = data.resolve("projector");
    }

    /** All of it is gone: rows, indexes, and how far they were. */
    void lose() throws IOException {
        try (Stream<Path> files = Files.walk(projector)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Every index suffers some harm, and the first one such that it cannot pass unseen. */
    void harmIndexes(RandomGenerator random) throws IOException {
        List<Path> indexes;
        try (Stream<Path> files = Files.walk(projector)) {
            indexes = files.filter(folder -> folder.endsWith("index") && Files.isDirectory(folder)).sorted().toList();
        }
        Damage.FLIPPED_BYTES_IN_SEVERAL_FILES.to(indexes.getFirst(), random);
        indexes.subList(1, indexes.size()).forEach(index -> Damage.any(random).to(index, random));
    }
}
