package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters mean, by examples. */
class EvaluatorTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final CallCore CALL = new CallCore(new Cid("default", "standup"), 3, "hash", "john", NOON, NOON,
            Optional.of(NOON), Optional.empty(), Facts.json("""
                    {"color":"red","size":4,"big":false,"tags":["a","b"],"seat":{"row":7},"x.y":1,"none":null,"empty":{},
                     "rows":[{"n":1},{"n":2}]}"""), Optional.empty(), true, Optional.empty(), 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                  | true",
        "{\"id\":\"standup\",\"type\":\"default\"}           | true",
        "{\"cid\":\"default:standup\"}                       | true",
        "{\"cid\":{\"$gt\":\"default:standu\"}}              | true",
        "{\"cid\":{\"$lt\":\"default:standup\"}}             | false",
        "{\"team\":null}                                     | true",
        "{\"team\":{\"$exists\":true}}                       | false",
        "{\"team\":{\"$lt\":\"z\"}}                          | false",
        "{\"ended_at\":null}                                 | true",
        "{\"starts_at\":\"2026-03-01T12:00:00\"}             | true",
        "{\"starts_at\":{\"$gte\":\"2026-03-01T13:00:00+01:00\"}} | true",
        "{\"starts_at\":{\"$gt\":\"2026-03-01T12:00:00Z\"}}  | false",
        "{\"backstage\":true,\"ongoing\":false}              | true",
        "{\"ongoing\":true}                                  | false",
        "{\"members\":{\"$in\":[\"ann\",\"john\"]}}          | true",
        "{\"members\":{\"$in\":[\"ann\"]}}                   | false",
        "{\"members\":{\"$in\":[]}}                          | false",
        "{\"$or\":[{\"team\":\"red\"},{\"id\":\"standup\"}]} | true",
        "{\"custom.color\":\"red\"}                          | true",
        "{\"custom.color\":{\"$gt\":\"blue\"}}               | true",
        "{\"custom.size\":{\"$gt\":3.5,\"$lt\":5}}           | true",
        "{\"custom.size\":{\"$gt\":\"3\"}}                   | false",
        "{\"custom.size\":\"4\"}                             | false",
        "{\"custom.big\":false}                              | true",
        "{\"custom.tags\":\"b\"}                             | true",
        "{\"custom.tags\":{\"$in\":[\"c\",\"a\"]}}           | true",
        "{\"custom.seat.row\":7}                             | true",
        "{\"custom.seat\":{\"$exists\":true}}                | true",
        "{\"custom.x.y\":1}                                  | true",
        "{\"custom.none\":{\"$exists\":true}}                | false",
        "{\"custom.none\":null}                              | true",
        "{\"custom.empty\":{\"$exists\":true}}               | true",
        "{\"custom.rows.n\":2}                               | true",
        "{\"custom.rows.n\":3}                               | false",
    })
    void aFilterMeansWhatItSays(String json, boolean holds) {
        Filter filter = ((ParsedFilter.Understood) FilterParser.parse(FieldTable.CALLS, Optional.of(Facts.json(json))))
                .filter();
        assertThat(Evaluator.matches(filter, new CallSubject(CALL, List.of("john")::contains))).isEqualTo(holds);
    }
}
