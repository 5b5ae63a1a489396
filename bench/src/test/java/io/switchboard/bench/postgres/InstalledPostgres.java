package io.switchboard.bench.postgres;

import static org.junit.jupiter.api.Assumptions.abort;

import io.switchboard.bench.BenchFailure;
import java.util.Optional;

/** PostgreSQL's server programs for tests; where there are none the test is skipped, saying so. */
public final class InstalledPostgres {

    private InstalledPostgres() {
    }

    public static PostgresBinaries orSkip() {
        try {
            return PostgresBinaries.find(Optional.empty());
        } catch (BenchFailure notInstalled) {
            System.out.println("skipped: " + notInstalled.getMessage());
            return abort("PostgreSQL's server programs are not installed");
        }
    }
}
