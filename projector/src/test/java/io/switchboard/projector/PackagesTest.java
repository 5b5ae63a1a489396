package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of this module need each other in one direction only. */
class PackagesTest {

    private static final Path TOP = Path.of("src/main/java/io/switchboard/projector");
    private static final Pattern IMPORT = Pattern.compile(
            "^import (?:static )?io\\.switchboard\\.projector\\.(?:([a-z]+)\\.)?[A-Z].*;$", Pattern.MULTILINE);
    /** The package of {@link Projector} itself. */
    private static final String START = "";

    /** What each may need; the values of a line are keys of lines above it. */
    private static final List<Map.Entry<String, Set<String>>> NEEDED = List.of(
            Map.entry("explain", Set.of()),
            Map.entry("filter", Set.of()),
            Map.entry("page", Set.of("filter")),
            Map.entry("listing", Set.of("filter", "page")),
            Map.entry("query", Set.of("explain", "filter", "page", "listing")),
            Map.entry("rows", Set.of()),
            Map.entry("index", Set.of("filter", "page", "listing", "rows")),
            Map.entry("search", Set.of("explain", "filter", "page", "rows", "index")),
            Map.entry("view", Set.of("explain", "filter", "page", "listing", "query", "rows", "index", "search")),
            Map.entry("store", Set.of("listing", "rows", "index", "view")),
            Map.entry("consistency", Set.of()),
            Map.entry("serving", Set.of("explain", "filter", "page", "listing", "query", "rows", "view", "consistency")),
            Map.entry(START, Set.of("page", "query", "rows", "store", "consistency", "serving")),
            Map.entry("service", Set.of("page", "serving", START)));

    @Test
    void whatIsNeededLiesBelow() {
        Set<String> below = new TreeSet<>();
        NEEDED.forEach(line -> {
            assertThat(below).as("below %s", line.getKey()).containsAll(line.getValue());
            below.add(line.getKey());
        });
    }

    @Test
    void everyPackageNeedsJustWhatItMay() throws IOException {
        List<String> packages = new ArrayList<>(List.of(START));
        try (Stream<Path> folders = Files.list(TOP)) {
            folders.filter(Files::isDirectory).forEach(folder -> packages.add(folder.getFileName().toString()));
        }
        assertThat(NEEDED.stream().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(packages);
        for (Map.Entry<String, Set<String>> line : NEEDED) {
            assertThat(imported(line.getKey())).as("needed by '%s'", line.getKey()).isEqualTo(line.getValue());
        }
    }

    private static Set<String> imported(String name) throws IOException {
        Set<String> imported = new TreeSet<>();
        try (Stream<Path> files = Files.list(TOP.resolve(name))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher found = IMPORT.matcher(Files.readString(file));
                while (found.find()) {
                    imported.add(found.group(1) == null ? START : found.group(1));
                }
            }
        }
        imported.remove(name);
        return imported;
    }
}
