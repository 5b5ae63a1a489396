package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.refused;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page about queries says what the code does. Its tables of fields, operators and limits are made from the code:
 * run this with {@code -Dswitchboard.docs=write} after changing them.
 */
class QueriesPageTest {

    private static final boolean WRITE = "write".equals(System.getProperty("switchboard.docs"));
    private static final QueriesPage PAGE = QueriesPage.read();

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments("## Fields of calls", QueriesPage.fields(FieldTable.CALLS)),
                arguments("## Fields of members", QueriesPage.fields(FieldTable.MEMBERS)),
                arguments("## Fields of users", QueriesPage.fields(FieldTable.USERS)),
                arguments("## Fields of bans", QueriesPage.fields(FieldTable.BANS)),
                arguments("## Fields of call stats", QueriesPage.fields(FieldTable.CALL_STATS)),
                arguments("## Fields of session stats", QueriesPage.fields(FieldTable.SESSION_STATS)),
                arguments("## Fields of feedback", QueriesPage.fields(FieldTable.FEEDBACK)),
                arguments("## Operators", QueriesPage.operators()),
                arguments("## Limits of a filter", QueriesPage.limits()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void itsTablesAreThoseOfTheCode(String heading, List<String> table) {
        if (WRITE) {
            QueriesPage.read().write(heading, table);
        }
        assertThat(QueriesPage.read().table(heading)).as("-Dswitchboard.docs=write writes it").isEqualTo(table);
    }

    @Test
    void itsSortFieldsAreThoseOfTheOrders() {
        List<List<String>> rows = PAGE.rows("## Sorting");

        assertThat(rows).extracting(List::getFirst).containsExactly("calls", "members", "users", "bans", "call stats",
                "session stats", "feedback");
        List<Sortable<?>> sortables = List.of(Sortable.CALLS, Sortable.MEMBERS, Sortable.USERS, Sortable.BANS,
                Listing.CALL_STATS.sortable(), Listing.SESSION_STATS.sortable(), Listing.FEEDBACK.sortable());
        for (int i = 0; i < sortables.size(); i++) {
            assertThat(rows.get(i).get(1)).isEqualTo(QueriesPage.quoted(sortables.get(i).names().toArray(String[]::new)));
            assertThat(rows.get(i).get(3)).isEqualTo(usual(sortables.get(i)));
        }
    }

    @Test
    void itsExamplesAreUnderstood() {
        List<String> examples = PAGE.section("## What a filter means").stream().filter(line -> line.startsWith("{")).toList();

        assertThat(examples).hasSizeGreaterThan(10).allSatisfy(example -> understood(FieldTable.CALLS, example));
    }

    @Test
    void itsErrorsAreTheOnesThatAreTold() {
        List<List<String>> rows = PAGE.rows("## Errors").stream().filter(row -> row.size() == 3).toList();

        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(refused(FieldTable.CALLS, bare(row.get(0))))
                .isEqualTo(new FilterProblem(bare(row.get(1)), row.get(2))));
    }

    private static String usual(Sortable<?> sortable) {
        return sortable.usual().stream().map((SortKey key) -> "`" + key.field() + "` " + (key.descending() ? "-1" : "1"))
                .collect(Collectors.joining(", "));
    }

    private static String bare(String cell) {
        return cell.substring(1, cell.length() - 1);
    }
}
