package io.switchboard.bench.query;

import io.switchboard.bench.run.BenchCommand;
import io.switchboard.bench.run.ResultsFile;
import java.io.IOException;

/**
 * The command behind {@code bench/run query}, see {@link BenchCommand}. What must not happen: a refused operation, an
 * answer that differs from the twin's.
 */
public final class QueryCommand {

    private QueryCommand() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BenchCommand.main("query", QueryOptions.USAGE, args, given -> {
            QueryOptions options = QueryOptions.parse(given);
            return new BenchCommand.Job(options.workFolder(), (command, folder, console) -> {
                QueryResults results = new QueryRun(options, command, folder, console).run();
                ResultsFile.write(options.json(), results);
                return QueryReport.markdown(results);
            });
        });
    }
}
