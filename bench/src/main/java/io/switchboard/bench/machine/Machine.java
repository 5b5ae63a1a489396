package io.switchboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the numbers were measured on.
 *
 * @param fileSystem  of the folder all data lies in
 * @param fsyncMillis median time to append 8 KiB and force it to that file system; what a durable commit costs at least
 */
public record Machine(int cores, long memoryMegabytes, String cpu, String kernel, String jdk, String fileSystem,
                      double fsyncMillis) {

    private static final int FSYNCS = 200;
    private static final int BLOCK = 8 * 1024;

    /** Looks at this machine and tries the disk under the given folder. */
    public static Machine describe(Path dataFolder) {
        try {
            return new Machine(Runtime.getRuntime().availableProcessors(),
                    number(lineOf(Path.of("/proc/meminfo"), "MemTotal")) / 1024,
                    value(lineOf(Path.of("/proc/cpuinfo"), "model name")),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                    Files.getFileStore(dataFolder).type(),
                    medianFsyncMillis(dataFolder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot describe the machine", e);
        }
    }

    /** @return all of it as a line for people */
    public String line() {
        return String.format(Locale.ROOT, "Machine: %d cores (%s), %d MB, %s, %s, %s; append 8 KiB and fsync: %.2f ms.",
                cores, cpu, memoryMegabytes, kernel, jdk, fileSystem, fsyncMillis);
    }

    private static double medianFsyncMillis(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", ".probe");
        double[] millis = new double[FSYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (int i = 0; i < FSYNCS; i++) {
                long began = System.nanoTime();
                channel.write(block.clear());
                channel.force(false);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(millis);
        return millis[FSYNCS / 2];
    }

    private static String lineOf(Path file, String name) throws IOException {
        return Files.readString(file).lines().filter(line -> line.startsWith(name)).findFirst().orElse(name + ": ?");
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static long number(String line) {
        String digits = line.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
