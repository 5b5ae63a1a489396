package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page about queries: what is in it, and the tables that the code has for it. */
record QueriesPage(List<String> lines) {

    private static final Path FILE = Path.of("..", "docs", "queries.md");

    static QueriesPage read() {
        try {
            return new QueriesPage(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new AssertionError("the page is beside the modules, tests run in their module's folder", e);
        }
    }

    /** What the page should say under the heading of this table. */
    static List<String> fields(FieldTable table) {
        return table(List.of("Field", "Kind", "Operators"), Stream.concat(
                table.fields().values().stream().map(entry -> line(entry.field().name(), entry.field().kind(), entry.operators())),
                Stream.of(table.operators()).filter(operators -> !operators.isEmpty())
                        .map(operators -> line("custom.<path>", Field.Kind.CUSTOM, operators))));
    }

    static List<String> operators() {
        return table(List.of("Operator", "Finds things whose field"),
                Stream.of(Operator.values()).map(operator -> List.of(quoted(operator.symbol()), operator.meaning())));
    }

    static List<String> limits() {
        return table(List.of("What", "At most"),
                Stream.of(FilterLimit.values()).map(limit -> List.of(limit.what(), String.valueOf(limit.most()))));
    }

    static String quoted(String... names) {
        return Stream.of(names).map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static List<String> line(String field, Field.Kind kind, List<Operator> operators) {
        return List.of(quoted(field), kind.name().toLowerCase(Locale.ROOT),
                quoted(operators.stream().map(Operator::symbol).toArray(String[]::new)));
    }

    private static List<String> table(List<String> head, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(row(head), "|" + "---|".repeat(head.size())), rows.map(QueriesPage::row)).toList();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** What stands under this heading. */
    List<String> section(String heading) {
        assertThat(lines).contains(heading);
        List<String> rest = lines.subList(lines.indexOf(heading) + 1, lines.size());
        return rest.stream().takeWhile(line -> !line.startsWith("## ")).toList();
    }

    /** The first table under this heading. */
    List<String> table(String heading) {
        return section(heading).stream().dropWhile(line -> !line.startsWith("|")).takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** The rows of all tables under this heading, without the heads, cell by cell. */
    List<List<String>> rows(String heading) {
        List<String> lines = Stream.concat(section(heading).stream(), Stream.of("")).toList();
        return lines.stream().filter(line -> line.startsWith("| ") && !lines.get(lines.indexOf(line) + 1).startsWith("|-"))
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| ")).toList()).toList();
    }

    /** Writes the page with this as the first table under the heading. */
    void write(String heading, List<String> table) {
        int begin = lines.indexOf(heading) + 1 + section(heading).indexOf(table(heading).getFirst());
        List<String> after = lines.subList(begin + table(heading).size(), lines.size());
        try {
            Files.write(FILE, Stream.of(lines.subList(0, begin), table, after).flatMap(List::stream).toList());
        } catch (IOException e) {
            throw new AssertionError("the page cannot be written", e);
        }
    }
}
