package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rules.md: every test it names is there. */
class RulesPageTest {

    private static final Path TOP = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+Test)\\.([A-Za-z_0-9]+)`");

    @Test
    void everyRuleHasATestThatExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(TOP.resolve("docs/rules.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| Rule |")) {
                Matcher test = NAMED.matcher(line);
                assertThat(test.find()).as("a test in: " + line).isTrue();
                named.add(test.group());
                String source = sources.getOrDefault(test.group(1), "");
                if (!source.contains("    void " + test.group(2) + "(")) {
                    missing.add(test.group());
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(60);
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(TOP)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                        sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file),
                                String::concat);
                    }
                }
            }
        }
        return sources;
    }
}
