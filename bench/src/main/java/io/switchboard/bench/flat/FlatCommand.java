package io.switchboard.bench.flat;

import io.switchboard.bench.run.BenchCommand;
import io.switchboard.bench.run.ResultsFile;
import java.io.IOException;

/** The command behind {@code bench/run flat}, see {@link BenchCommand}. */
public final class FlatCommand {

    private FlatCommand() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BenchCommand.main("flat", FlatOptions.USAGE, args, given -> {
            FlatOptions options = FlatOptions.parse(given);
            return new BenchCommand.Job(options.workFolder(), (command, folder, console) -> {
                FlatResults results = new FlatRun(options, folder, console).run(command);
                ResultsFile.write(options.json(), results);
                return FlatReport.markdown(results);
            });
        });
    }
}
