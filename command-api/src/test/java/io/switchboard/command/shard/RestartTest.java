package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance ends, with or without a word, and another one goes on from its disk, against a real Kafka. */
class RestartTest {

    private static final int BEFORE = 50;

    private final KafkaTopic topic = KafkaTopic.create(1);

    @TempDir
    private Path folder;

    @Test
    void afterAnOrderlyEndNothingIsReadAgain() {
        try (LedgerInstance first = new LedgerInstance(topic, 1, folder.resolve("disk"))) {
            first.claim(0);
            write(first, "a", BEFORE);
        }
        try (LedgerInstance second = new LedgerInstance(topic, 1, folder.resolve("disk"))) {
            second.claim(0);

            assertThat(second.shards().shard(0).metrics().replayed()).isZero();
            assertThat(second.insist(new Ledger.Add("page", "next")).number()).isEqualTo(BEFORE + 1);
        }
    }

    @Test
    void afterAKillTheDiskIsBehindAndTheRestComesFromTheLog() throws IOException {
        try (LedgerInstance first = new LedgerInstance(topic, 1, folder.resolve("disk"))) {
            first.claim(0);
            write(first, "a", BEFORE);
        }
        try (LedgerInstance killed = new LedgerInstance(topic, 1, folder.resolve("disk"))) {
            killed.claim(0);
            write(killed, "b", 10);
            copy(folder.resolve("disk"), folder.resolve("as-after-a-kill"));

            // The killed one is still there, as far as Kafka knows: the claim must put it aside.
            try (LedgerInstance second = new LedgerInstance(topic, 1, folder.resolve("as-after-a-kill"))) {
                second.claim(0);

                assertThat(second.shards().shard(0).metrics().replayed())
                        .as("what was not flushed, and no more").isEqualTo(10);
                assertThat(second.insist(new Ledger.Add("page", "b3")).number()).as("remembered").isEqualTo(BEFORE + 4);
                assertThat(second.insist(new Ledger.Add("page", "next")).number()).isEqualTo(BEFORE + 11);
            }
        }
        assertThat(topic.committed(0)).extracting(Ledger::request).hasSize(BEFORE + 11).doesNotHaveDuplicates();
    }

    @Test
    void withAnEmptyDiskEverythingComesFromTheLog() {
        try (LedgerInstance first = new LedgerInstance(topic, 1, folder.resolve("lost"))) {
            first.claim(0);
            write(first, "a", BEFORE);
        }
        try (LedgerInstance second = new LedgerInstance(topic, 1, folder.resolve("new"))) {
            second.claim(0);

            assertThat(second.shards().shard(0).metrics().replayed()).isEqualTo(BEFORE);
            assertThat(second.insist(new Ledger.Add("page", "next")).number()).isEqualTo(BEFORE + 1);
        }
    }

    private static void write(LedgerInstance instance, String prefix, int count) {
        List<Ledger.Reply> replies = IntStream.range(0, count)
                .mapToObj(i -> instance.submit(new Ledger.Add("page", prefix + i))).toList()
                .stream().map(answer -> answer.join()).toList();
        assertThat(replies).hasSize(count);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().equals("LOCK")) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
