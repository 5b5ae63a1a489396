package io.switchboard.events.call;

import static io.switchboard.events.testing.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Contract rule 12: an override merges per field. */
class SettingsTest {

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{}                          | {\"a\":1}                   | {\"a\":1}",
            "{\"a\":1}                   | {}                          | {\"a\":1}",
            "{\"a\":1,\"b\":2}           | {\"b\":3}                   | {\"a\":1,\"b\":3}",
            "{\"a\":{\"x\":1,\"y\":2}}   | {\"a\":{\"y\":3,\"z\":4}}   | {\"a\":{\"x\":1,\"y\":3,\"z\":4}}",
            "{\"a\":{\"b\":{\"c\":1}}}   | {\"a\":{\"b\":{\"d\":2}}}   | {\"a\":{\"b\":{\"c\":1,\"d\":2}}}",
            "{\"a\":{\"x\":1}}           | {\"a\":{}}                  | {\"a\":{\"x\":1}}",
            "{\"a\":{\"x\":1}}           | {\"a\":5}                   | {\"a\":5}",
            "{\"a\":5}                   | {\"a\":{\"x\":1}}           | {\"a\":{\"x\":1}}",
            "{\"a\":[1,2]}               | {\"a\":[3]}                 | {\"a\":[3]}",
            "{\"a\":[{\"x\":1}]}         | {\"a\":[{\"y\":1}]}         | {\"a\":[{\"y\":1}]}",
            "{\"a\":1}                   | {\"a\":null}                | {\"a\":null}",
            "{\"a\":true}                | {\"a\":false}               | {\"a\":false}",
            "{\"a\":1}                   | {\"a\":0}                   | {\"a\":0}"})
    void objectsMergeAndAnythingElseReplaces(String base, String override, String merged) {
        assertThat(Settings.merge(json(base), json(override))).isEqualTo(json(merged));
    }

    @Test
    void mergingChangesNeitherArgument() {
        ObjectNode base = json("{\"a\":{\"x\":1}}");
        ObjectNode override = json("{\"a\":{\"y\":{\"z\":2}}}");
        ObjectNode merged = Settings.merge(base, override);
        ((ObjectNode) merged.at("/a")).put("x", 9);
        ((ObjectNode) merged.at("/a/y")).put("z", 9);
        assertThat(base).isEqualTo(json("{\"a\":{\"x\":1}}"));
        assertThat(override).isEqualTo(json("{\"a\":{\"y\":{\"z\":2}}}"));
    }

    @Test
    void anOverrideStaysUntouchedByTheNextOne() {
        ObjectNode first = json("{\"a\":{\"x\":1}}");
        Settings.merge(Settings.merge(json("{}"), first), json("{\"a\":{\"x\":2}}"));
        assertThat(first).isEqualTo(json("{\"a\":{\"x\":1}}"));
    }
}
