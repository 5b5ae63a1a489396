package io.switchboard.bench.spine;

import io.switchboard.bench.run.BenchCommand;
import io.switchboard.bench.run.ResultsFile;
import java.io.IOException;

/**
 * The command behind {@code bench/run spine}, see {@link BenchCommand}. What must not happen: a refused operation, a
 * stale read.
 */
public final class SpineCommand {

    private SpineCommand() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BenchCommand.main("spine", SpineOptions.USAGE, args, given -> {
            SpineOptions options = SpineOptions.parse(given);
            return new BenchCommand.Job(options.workFolder(), (command, folder, console) -> {
                Results results = new SpineRun(options, command, folder, console).run();
                ResultsFile.write(options.json(), results);
                return new SpineReport(results).markdown();
            });
        });
    }
}
