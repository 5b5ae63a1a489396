package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.refused;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about queries says what the code does. */
class QueriesPageTest {

    private static final List<String> PAGE = page();

    @Test
    void itsFieldsAreThoseOfTheTables() {
        assertThat(rows("## Fields of calls")).isEqualTo(lines(FieldTable.CALLS));
        assertThat(rows("## Fields of members")).isEqualTo(lines(FieldTable.MEMBERS));
        assertThat(rows("## Fields of users")).isEqualTo(lines(FieldTable.USERS));
        assertThat(rows("## Fields of bans")).isEqualTo(lines(FieldTable.BANS));
        assertThat(rows("## Fields of call stats")).isEqualTo(lines(FieldTable.CALL_STATS));
        assertThat(rows("## Fields of session stats")).isEqualTo(lines(FieldTable.SESSION_STATS));
        assertThat(rows("## Fields of feedback")).isEqualTo(lines(FieldTable.FEEDBACK));
    }

    @Test
    void itsSortFieldsAreThoseOfTheOrders() {
        List<List<String>> rows = rows("## Sorting");

        assertThat(rows).extracting(List::getFirst).containsExactly("calls", "members", "users", "bans", "call stats",
                "session stats", "feedback");
        List<Sortable<?>> sortables = List.of(Sortable.CALLS, Sortable.MEMBERS, Sortable.USERS, Sortable.BANS,
                Listing.CALL_STATS.sortable(), Listing.SESSION_STATS.sortable(), Listing.FEEDBACK.sortable());
        for (int i = 0; i < sortables.size(); i++) {
            assertThat(rows.get(i).get(1)).isEqualTo(fields(sortables.get(i)));
            assertThat(rows.get(i).get(3)).isEqualTo(usual(sortables.get(i)));
        }
    }

    @Test
    void itsLimitsAreThoseOfTheParser() {
        assertThat(rows("## Limits of a filter")).extracting(row -> Integer.valueOf(row.get(1))).containsExactly(
                FilterParser.MAX_DEPTH, FilterParser.MAX_LEAVES, FilterParser.MAX_LIST, FilterParser.MAX_TEXT);
    }

    @Test
    void itsExamplesAreUnderstood() {
        List<String> examples = section("## What a filter means").stream().filter(line -> line.startsWith("{")).toList();

        assertThat(examples).hasSizeGreaterThan(10).allSatisfy(example -> understood(FieldTable.CALLS, example));
    }

    @Test
    void itsErrorsAreTheOnesThatAreTold() {
        List<List<String>> rows = rows("## Errors").stream().filter(row -> row.size() == 3).toList();

        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(refused(FieldTable.CALLS, bare(row.get(0))))
                .isEqualTo(new FilterProblem(bare(row.get(1)), row.get(2))));
    }

    private static List<List<String>> lines(FieldTable table) {
        return Stream.concat(
                table.fields().values().stream().map(entry -> line(entry.field().name(), entry.field().kind(), entry.operators())),
                Stream.of(table.operators()).filter(operators -> !operators.isEmpty())
                        .map(operators -> line("custom.<path>", Field.Kind.CUSTOM, operators))).toList();
    }

    private static List<String> line(String field, Field.Kind kind, List<String> operators) {
        return List.of("`" + field + "`", kind.name().toLowerCase(Locale.ROOT), quoted(operators.stream()));
    }

    private static String fields(Sortable<?> sortable) {
        return quoted(sortable.names().stream());
    }

    private static String usual(Sortable<?> sortable) {
        return sortable.usual().stream().map((SortKey key) -> "`" + key.field() + "` " + (key.descending() ? "-1" : "1"))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static String bare(String cell) {
        return cell.substring(1, cell.length() - 1);
    }

    /** The rows of the tables under this heading, without the heads. */
    private static List<List<String>> rows(String heading) {
        List<String> lines = section(heading);
        return lines.stream().filter(line -> line.startsWith("| ") && !lines.get(lines.indexOf(line) + 1).startsWith("|-"))
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| ")).toList()).toList();
    }

    private static List<String> section(String heading) {
        assertThat(PAGE).contains(heading);
        List<String> rest = PAGE.subList(PAGE.indexOf(heading) + 1, PAGE.size());
        return Stream.concat(rest.stream().takeWhile(line -> !line.startsWith("## ")), Stream.of("")).toList();
    }

    private static List<String> page() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "queries.md"));
        } catch (IOException e) {
            throw new AssertionError("the page is beside the modules, tests run in their module's folder", e);
        }
    }
}
