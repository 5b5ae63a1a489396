package io.switchboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process and its descendants, as {@code /proc} accounts for them. A descendant that ends between two looks takes
 * its CPU time out of the sum, so this fits servers whose processes live as long as the measurement.
 */
public final class ProcessTree {

    /** What Linux calls USER_HZ: the unit of CPU times in {@code /proc}, 100 on every platform with a JDK. */
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME_AFTER_NAME = 11;
    private static final int STIME_AFTER_NAME = 12;

    private final ProcessHandle root;
    private final Path proc;

    public ProcessTree(ProcessHandle root) {
        this(root, Path.of("/proc"));
    }

    ProcessTree(ProcessHandle root, Path proc) {
        this.root = root;
        this.proc = proc;
    }

    /** @return user and system time used so far by the processes alive now */
    public double cpuSeconds() {
        return pids().mapToLong(this::ticks).sum() / TICKS_PER_SECOND;
    }

    /** @return resident memory of the processes alive now; memory that they share counts once per process */
    public double residentMegabytes() {
        return pids().mapToLong(this::residentKilobytes).sum() / 1024.0;
    }

    private Stream<Long> pids() {
        return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid);
    }

    private long ticks(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // The name stands in parentheses and may itself hold spaces and parentheses.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(afterName[UTIME_AFTER_NAME]) + Long.parseLong(afterName[STIME_AFTER_NAME]);
    }

    private long residentKilobytes(long pid) {
        return read(pid, "status").lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private String read(long pid, String file) {
        try {
            return Files.readString(proc.resolve(Long.toString(pid)).resolve(file));
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                return "";
            }
            throw new UncheckedIOException("cannot read /proc for process " + pid, e);
        }
    }
}
