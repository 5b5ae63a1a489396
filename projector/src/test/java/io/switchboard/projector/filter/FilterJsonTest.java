package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.testing.RandomQuestions;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;


class FilterJsonTest {

    private final RandomGenerator random = RandomSeed.generator("FilterJsonTest");

    @Test
    void aWrittenFilterReadsBackAsTheSame() {
        Oracle oracle = new Oracle();
        for (int i = 0; i < 20; i++) {
            RandomHistory history = new RandomHistory(random, new Cid("default", "call-" + i)).step().step().step();
            history.history().events().forEach(oracle::apply);
        }
        RandomQuestions questions = new RandomQuestions(random);
        for (int i = 0; i < 2_000; i++) {
            same(questions.callFilter(List.copyOf(oracle.calls().values())));
        }
        same(Filter.everything());
        same(Filter.nothing());
        same(new Filter.In(FieldTable.CALLS.field("cid"), List.of()));
    }

    private static void same(Filter filter) {
        JsonNode sent = EventJson.mapper().readTree(EventJson.mapper().writeValueAsBytes(FilterJson.write(filter)));
        assertThat(FilterParser.parseTrusted(FieldTable.CALLS, sent)).isEqualTo(new ParsedFilter.Understood(filter));
    }
}
