package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.dataset.PreparedData;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.query.QueryResults.Footprint;
import io.switchboard.bench.run.Folders;
import io.switchboard.bench.run.SwitchboardServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the data take: memory of the running server, files of both. */
final class FootprintMeasurement {

    private static final String PROJECTOR = "projector";
    /** What the folders of all indexes begin with. */
    private static final String INDEX = "index";
    /** Both generations of the parallel collector, as {@code GC.heap_info} tells them. */
    private static final Pattern USED = Pattern.compile("(?:PSYoungGen|ParOldGen)\\s+total \\d+K, used (\\d+)K");

    private FootprintMeasurement() {
    }

    /** @param data the folder the server runs on */
    static Footprint measure(SwitchboardServer server, Path data, PostgresCluster cluster) throws InterruptedException {
        jcmd(server, "GC.run");
        double heap = heap(jcmd(server, "GC.heap_info"));
        return new Footprint(heap, server.usage().residentMegabytes(),
                Folders.megabytes(data.resolve(PROJECTOR), file -> true),
                Folders.megabytes(data.resolve(PROJECTOR), file -> isOfIndex(data.relativize(file))),
                Folders.megabytes(data, file -> isOfCommands(data.relativize(file))),
                Folders.megabytes(data.resolve("kafka"), file -> file.toString().endsWith(".log")), database(cluster));
    }

    static double heap(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        long kilobytes = 0;
        int generations = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
            generations++;
        }
        if (generations != 2) {
            throw new BenchFailure("The heap cannot be read from:\n" + heapInfo);
        }
        return kilobytes / 1024.0;
    }

    private static boolean isOfIndex(Path file) {
        return file.getParent().getFileName().toString().startsWith(INDEX);
    }

    private static boolean isOfCommands(Path file) {
        return !file.startsWith(PROJECTOR) && !file.startsWith("kafka");
    }

    private static String jcmd(SwitchboardServer server, String command) throws InterruptedException {
        try {
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(server.pid()), command).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new BenchFailure("jcmd " + command + " failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new BenchFailure("jcmd cannot be run: " + e.getMessage(), e);
        }
    }

    private static double database(PostgresCluster cluster) {
        try (Connection session = cluster.connect(PreparedData.DATABASE);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1) / (double) (1 << 20);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell the size of the twin's database", e);
        }
    }
}
