package io.switchboard.bench.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.dataset.DataSetSpec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.page.Sortable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShapesTest {

    private static final DataSetSpec SPEC = new DataSetSpec(1, 1_000_000, Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void everyQuestionIsOneThatIsUnderstood() {
        for (Shape shape : Shapes.of(SPEC)) {
            assertThat(shape.questions()).isNotEmpty();
            for (Question question : shape.questions()) {
                JsonNode body = EventJson.mapper().readTree(question.body());
                assertThat(FilterParser.parse(FieldTable.CALLS, Optional.of(body.path("filter_conditions"))))
                        .as(question.body()).isInstanceOf(ParsedFilter.Understood.class);
                body.path("sort").forEach(key ->
                        assertThat(Sortable.CALLS.by(key.path("field").asString())).as(question.body()).isPresent());
            }
        }
    }

    @Test
    void theShapesOfTheUsageAreThose() {
        List<String> names = Shapes.of(SPEC).stream().map(Shape::name).toList();
        assertThat(names).hasSize(19).doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(QueryOptions.USAGE).containsPattern("[ ,]" + name + "[,;]"));
        assertThat(QueryOptions.parse().chosen(Shapes.of(SPEC))).hasSize(19);
        assertThat(QueryOptions.parse("--shapes", "or,none").chosen(Shapes.of(SPEC))).extracting(Shape::name)
                .containsExactlyInAnyOrder("none", "or");
        assertThatThrownBy(() -> QueryOptions.parse("--shapes", "what").chosen(Shapes.of(SPEC)))
                .isInstanceOf(BenchFailure.class).hasMessageContaining("page-10000");
    }

    @Test
    void operandsAreTheSameEveryTimeAndDiffer() {
        assertThat(Shapes.of(SPEC)).isEqualTo(Shapes.of(SPEC));
        Shape light = Shapes.of(SPEC).stream().filter(shape -> shape.name().equals("member-light")).findFirst()
                .orElseThrow();
        assertThat(light.questions().stream().distinct().count()).isGreaterThan(40);
    }

    @Test
    void aSmallDataSetHasASmallDeepPage() {
        assertThat(Shapes.of(new DataSetSpec(1, 20_000, SPEC.now()))).extracting(Shape::page).contains(2, 100, 799);
    }

    @Test
    void answersAreComparedToTheLastField() {
        String red = "{\"call\":{\"cid\":\"a:b\",\"team\":\"red\"}}";
        JsonNode one = answer(red, ",\"next\":\"x\"");
        assertThat(Agreement.difference(one, answer(red, ",\"next\":\"y\""))).as("cursors are each server's own")
                .isEmpty();
        assertThat(Agreement.difference(one, answer(red, ""))).as("no next").isPresent();
        assertThat(Agreement.difference(one, answer("{\"call\":{\"cid\":\"a:b\"}}", ",\"next\":\"x\""))).isPresent();
        assertThat(Agreement.difference(one, answer("", ",\"next\":\"x\""))).as("no calls").isPresent();
    }

    @Test
    void theHeapIsWhatBothGenerationsUse() {
        assertThat(FootprintMeasurement.heap("""
                 PSYoungGen      total 294912K, used 1024K [0x1, 0x2, 0x3)
                  eden space 262144K, 0% used [0x1,0x2,0x3)
                 ParOldGen       total 524288K, used 204800K [0x1, 0x2, 0x3)
                 Metaspace       used 99999K, committed 100000K, reserved 1114112K
                """)).isEqualTo(201);
        assertThatThrownBy(() -> FootprintMeasurement.heap("garbage-first heap")).isInstanceOf(BenchFailure.class);
    }

    private static JsonNode answer(String calls, String more) {
        return EventJson.mapper().readTree("{\"calls\":[" + calls + "]" + more + "}");
    }
}
