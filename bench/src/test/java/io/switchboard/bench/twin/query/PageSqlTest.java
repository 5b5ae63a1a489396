package io.switchboard.bench.twin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How each shape becomes SQL that its index can answer. */
class PageSqlTest {

    private static final SortKey NEWEST = new SortKey("created_at", true);

    @Test
    void withoutFilterTheNewestComeFirst() {
        assertThat(inner("{}", NEWEST)).isEqualTo(
                "select c.created_at, c.cid from calls c where true order by c.created_at desc, c.cid limit 26");
    }

    @Test
    void flagsAndWhatIsNotSetAreWrittenOutSoThatPartialIndexesFit() {
        assertThat(inner("{\"type\":\"default\",\"backstage\":false,\"ongoing\":true}", NEWEST))
                .contains("where (c.type = ? and not c.backstage and c.ongoing)");
        assertThat(inner("{\"ended_at\":null,\"type\":{\"$in\":[\"default\",\"development\"]}}", NEWEST))
                .contains("where (c.ended_at is null and c.type = any(?))");
    }

    @Test
    void oneMemberIsFoundByTheIndexOfHisCalls() {
        assertThat(inner("{\"members\":{\"$in\":[\"john\"]}}", NEWEST)).isEqualTo(
                "select m.call_created_at as created_at, m.cid from members m join calls c on c.cid = m.cid "
                + "where m.user_id = ? order by m.call_created_at desc, m.cid limit 26");
        assertThat(inner("{\"members\":{\"$in\":[\"john\"]},\"team\":\"red\"}", NEWEST))
                .contains("where m.user_id = ? and c.team = ? order by");
        assertThat(inner("{\"members\":{\"$in\":[\"john\"]}}", new SortKey("id", false)))
                .contains("exists (select 1 from members m where m.cid = c.cid and m.user_id = any(?))");
    }

    @Test
    void branchesOfAnOrAreReadOneByOne() {
        assertThat(inner("{\"$or\":[{\"created_by_user_id\":\"john\"},{\"members\":{\"$in\":[\"john\"]}}]}", NEWEST))
                .startsWith("(select c.created_at, c.cid from calls c where c.created_by = ?")
                .contains(") union (select m.call_created_at as created_at, m.cid from members m");
    }

    @Test
    void rangesAndCustomValuesAreColumns() {
        assertThat(inner("{\"custom.color\":\"red\",\"custom.score\":{\"$gte\":5,\"$lt\":9}}",
                new SortKey("starts_at", false))).isEqualTo("select c.starts_at, c.cid from calls c where "
                + "(c.color = ? and (c.score >= ? and c.score < ?)) order by c.starts_at, c.cid limit 26");
        assertThat(inner("{\"id\":{\"$gte\":\"a\",\"$lt\":\"b\"}}", NEWEST)).contains("(c.id >= ? and c.id < ?)");
        assertThat(inner("{\"custom.color\":\"red\"}", new SortKey("cid", false)))
                .isEqualTo("select c.cid from calls c where c.color = ? order by c.cid limit 26");
        assertThatThrownBy(() -> inner("{\"custom.shape\":\"round\"}", NEWEST))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("custom.shape");
    }

    @Test
    void whatIsNotSetComesLast() {
        assertThat(inner("{}", new SortKey("ended_at", true))).contains("order by c.ended_at desc nulls last, c.cid");
        assertThat(inner("{}", new SortKey("type", false))).contains("order by c.type, c.cid");
    }

    @Test
    void aLaterPageBeginsAtAKeyAndNotAtANumber() {
        Sql page = page("{}", Optional.of(new Order.Place(List.of(Optional.of(new Value.Time(5_000_000))), "default:a")),
                NEWEST).statement();
        assertThat(page.text()).doesNotContain("offset")
                .contains("c.created_at <= ? and ((true and c.created_at < ?) or (true and c.created_at = ? and c.cid > ?))");
        assertThat(page.parameters()).hasSize(4).endsWith("default:a");
    }

    @Test
    void operandsAreParametersAndAsManyAsQuestionMarks() {
        for (String filter : List.of("{\"team\":\"secret\",\"created_at\":{\"$gte\":\"2026-01-01T00:00:00Z\"}}",
                "{\"cid\":{\"$in\":[\"default:secret\",\"default:b\"]}}", "{\"members\":{\"$in\":[\"secret\"]}}",
                "{\"$or\":[{\"team\":\"secret\"},{\"custom.score\":{\"$lte\":3}}]}")) {
            Sql page = page(filter, Optional.empty(), NEWEST).statement();
            assertThat(page.text()).doesNotContain("secret");
            assertThat(page.parameters()).hasSize((int) page.text().chars().filter(c -> c == '?').count());
        }
    }

    /** The part that finds the cids; around it their documents are fetched. */
    private static String inner(String filter, SortKey key) {
        String text = page(filter, Optional.empty(), key).statement().text();
        String head = "select c.document, s.settings from (select c.* from (";
        assertThat(text).startsWith(head).endsWith("p join calls c on c.cid = p.cid join call_settings s on s.cid = c.cid"
                + text.substring(text.lastIndexOf(" order by ")));
        return text.substring(head.length(), text.lastIndexOf(") c order by "));
    }

    private static PageSql page(String filter, Optional<Order.Place> start, SortKey key) {
        ParsedFilter parsed = FilterParser.parse(FieldTable.CALLS, Optional.of(EventJson.mapper().readTree(filter)));
        return new PageSql(((ParsedFilter.Understood) parsed).filter(), List.of(key), start, 26);
    }
}
