package io.switchboard.bench.flat;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.ServerProcess;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.ResultsFile;
import io.switchboard.bench.run.WorkFolder;
import java.io.IOException;
import java.util.List;

/**
 * The command behind {@code bench/run flat}. Progress goes to standard error, the table to standard output, everything
 * to a JSON file. Exit code 0: measured, whether or not it is flat; 1: could not measure.
 */
public final class FlatCommand {

    private FlatCommand() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(FlatOptions.USAGE);
            return;
        }
        try {
            FlatOptions options = FlatOptions.parse(args);
            WorkFolder folder = WorkFolder.in(options.workFolder());
            Console console = new Console(System.err);
            try {
                FlatResults results = new FlatRun(options, folder.path(), console)
                        .run(("bench/run flat " + String.join(" ", args)).strip());
                ResultsFile.write(options.json(), results);
                System.out.println(FlatReport.markdown(results));
            } catch (RuntimeException failed) {
                if (!ServerProcess.ending()) {
                    folder.keep();
                    console.say("failed; data and logs are left in " + folder.path());
                }
                throw failed;
            }
        } catch (BenchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }
}
