package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * What every command of {@code bench/run} is around its measurement. Progress goes to standard error, the table to
 * standard output. Exit code 0: measured, whether or not the marks were met; 1: could not measure, or something
 * happened that must not.
 */
public final class BenchCommand {

    private BenchCommand() {
    }

    /** A measurement in a folder of its own. */
    @FunctionalInterface
    public interface Measurement {
        /** @return the report, for standard output */
        String run(String command, Path folder, Console console) throws IOException, InterruptedException;
    }

    /** What the arguments ask for. */
    public record Job(Path workFolder, Measurement measurement) {
    }

    /**
     * Runs it and ends this process.
     *
     * @param name as {@code bench/run} knows it
     * @param plan reads the arguments; a {@link BenchFailure} when they are no good
     */
    public static void main(String name, String usage, String[] args, Function<String[], Job> plan)
            throws IOException, InterruptedException {
        try {
            System.exit(run(name, usage, args, plan));
        } catch (BenchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static int run(String name, String usage, String[] args, Function<String[], Job> plan)
            throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(usage);
            return 0;
        }
        Job job = plan.apply(args);
        WorkFolder folder = WorkFolder.in(job.workFolder());
        Console console = new Console(System.err);
        try {
            System.out.println(job.measurement().run(("bench/run " + name + " " + String.join(" ", args)).strip(),
                    folder.path(), console));
            return console.complaints().isEmpty() ? 0 : 1;
        } catch (RuntimeException failed) {
            if (ServerProcess.ending()) {
                return 1;
            }
            folder.keep();
            console.say("failed; data and logs are left in " + folder.path());
            throw failed;
        }
    }
}
