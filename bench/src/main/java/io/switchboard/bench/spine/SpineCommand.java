package io.switchboard.bench.spine;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.ServerProcess;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.ResultsFile;
import io.switchboard.bench.run.WorkFolder;
import java.io.IOException;
import java.util.List;

/**
 * The command behind {@code bench/run spine}. Progress goes to standard error, the table to standard output, everything
 * to a JSON file. Exit code 0: measured, whether or not the marks were met; 1: could not measure, or something happened
 * that must not (a refused operation, a stale read).
 */
public final class SpineCommand {

    private SpineCommand() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            System.exit(run(args));
        } catch (BenchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static int run(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(SpineOptions.USAGE);
            return 0;
        }
        SpineOptions options = SpineOptions.parse(args);
        WorkFolder folder = WorkFolder.in(options.workFolder());
        Console console = new Console(System.err);
        String command = ("bench/run spine " + String.join(" ", args)).strip();
        SpineRun run = new SpineRun(options, command, folder.path(), console);
        try {
            Results results = run.run();
            SpineReport report = new SpineReport(results);
            ResultsFile.write(options.json(), results);
            System.out.println(report.markdown());
            return results.complaints().isEmpty() ? 0 : 1;
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
