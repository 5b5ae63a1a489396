package io.switchboard.projector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What disks, and people with access to them, do to the files of an index or of rows. Which and where is up to the dice. */
public enum Damage {

    FLIPPED_BYTE {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            flip(one(files, random), random);
        }
    },
    FLIPPED_BYTES_IN_SEVERAL_FILES {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            for (Path file : files) {
                flip(file, random);
            }
        }
    },
    ZEROED_BLOCK {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            Path file = one(files, random);
            byte[] bytes = Files.readAllBytes(file);
            int from = random.nextInt(bytes.length);
            boolean changed = false;
            for (int i = from; i < Math.min(bytes.length, from + BLOCK); i++) {
                changed |= bytes[i] != 0;
                bytes[i] = 0;
            }
            Files.write(file, bytes);
            if (!changed) {
                flip(file, random);
            }
        }
    },
    TRUNCATED_FILE {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            Path file = one(files, random);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    },
    DELETED_FILE {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            Files.delete(one(files, random));
        }
    },
    DELETED_COMMIT {
        @Override
        void harm(List<Path> files, RandomGenerator random) throws IOException {
            for (Path file : files) {
                if (file.getFileName().toString().startsWith("segments")) {
                    Files.delete(file);
                }
            }
        }
    };

    private static final int BLOCK = 512;

    abstract void harm(List<Path> files, RandomGenerator random) throws IOException;

    public static Damage any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    /** Happens to the index in this folder. */
    public void to(Path index, RandomGenerator random) {
        to(index, "", random);
    }

    /** Happens to those files of this folder whose names end so. */
    public void to(Path folder, String suffix, RandomGenerator random) {
        try {
            harm(files(folder, suffix), random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> !file.endsWith("write.lock") && file.toFile().length() > 0)
                    .filter(file -> file.toString().endsWith(suffix)).sorted().toList();
            assertThat(files).as("files in " + folder).isNotEmpty();
            return files;
        }
    }

    private static Path one(List<Path> files, RandomGenerator random) {
        return files.get(random.nextInt(files.size()));
    }

    private static void flip(Path file, RandomGenerator random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
    }
}
