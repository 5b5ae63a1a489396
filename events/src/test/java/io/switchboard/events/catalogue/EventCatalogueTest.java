package io.switchboard.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.codec.GoldenEvents;
import io.switchboard.events.user.UserCodec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** docs/events.md says what the code does. */
class EventCatalogueTest {

    private static final Path DOC = Path.of("..", "docs", "events.md");
    private static final Path EXAMPLE =
            Path.of("src/test/java", ConsumerExample.class.getName().replace('.', '/') + ".java");

    private final String doc = read(DOC);

    @Test
    void everyExampleIsAnEventOrAUserThatDecodes() {
        assertThat(blocks("json")).isNotEmpty();
        for (String block : blocks("json")) {
            byte[] bytes = block.getBytes(StandardCharsets.UTF_8);
            if (EventJson.mapper().readTree(bytes).has("specversion")) {
                assertThat(EventCodec.standard().decode(bytes).envelope().event())
                        .isNotInstanceOf(CallEvent.Unknown.class);
            } else {
                JsonNode again = EventJson.mapper().readTree(UserCodec.encode(UserCodec.decode(bytes)));
                assertThat(again).isEqualTo(EventJson.mapper().readTree(bytes));
            }
        }
    }

    @Test
    void everyTypeShowsItsGoldenEvent() {
        for (Class<?> type : types()) {
            List<JsonNode> golden = GoldenEvents.files().stream()
                    .filter(file -> file.matches(type.getSimpleName() + "\\.v\\d+\\.json"))
                    .map(file -> EventJson.mapper().readTree(GoldenEvents.bytes(file))).toList();
            JsonNode newest = golden.getLast();
            assertThat(blocks("json", section(type)).stream().map(EventJson.mapper()::readTree))
                    .as("examples of " + type.getSimpleName()).contains(newest);
        }
    }

    @Test
    void everyFieldOfEveryTypeIsExplained() {
        for (Class<?> type : types()) {
            for (RecordComponent field : type.getRecordComponents()) {
                String name = field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                assertThat(section(type)).as(type.getSimpleName()).contains("| `" + name + "` |");
            }
        }
    }

    @Test
    void everyAttributeIsExplained() {
        ObjectNode event = (ObjectNode) EventJson.mapper().readTree(GoldenEvents.bytes("CallEnded.v1.json"));
        assertThat(event.propertyNames()).allSatisfy(name -> assertThat(doc).contains("| `" + name + "` |"));
    }

    @Test
    void theJavaInTheTextIsTheJavaThatRuns() {
        String source = read(EXAMPLE);
        List<String> tagged = Pattern.compile("// tag::(\\w+)\\[]\n(.*?)\\s*// end::\\1\\[]", Pattern.DOTALL)
                .matcher(source).results().map(match -> match.group(2).stripIndent().strip()).toList();
        assertThat(tagged).isNotEmpty();
        assertThat(blocks("java")).containsExactlyInAnyOrderElementsOf(tagged);
    }

    @Test
    void theHistoriesOfTheGoldenFilesVerifyAndAShortenedOneDoesNot() {
        List<byte[]> history = GoldenEvents.all().keySet().stream().filter(file -> !file.contains("minimal"))
                .map(GoldenEvents::bytes).toList();
        ConsumerExample.verify(history);
        assertThatThrownBy(() -> ConsumerExample.verify(List.of(history.get(0), history.get(2))))
                .hasMessageContaining("event 2 is missing, doubled or altered");
        assertThatThrownBy(() -> ConsumerExample.verify(history.subList(1, 3)))
                .hasMessageContaining("event 1 is missing, doubled or altered");
    }

    private static List<Class<?>> types() {
        return Arrays.stream(CallEvent.class.getPermittedSubclasses())
                .<Class<?>>filter(type -> !type.equals(CallEvent.Unknown.class)).toList();
    }

    /** What stands under the type's heading, up to the next one. */
    private String section(Class<?> type) {
        return Pattern.compile("^### " + type.getSimpleName() + "\n(.*?)(?=^##)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(doc).results().findFirst().map(match -> match.group(1))
                .orElseThrow(() -> new AssertionError(DOC + " has no section " + type.getSimpleName()));
    }

    private List<String> blocks(String language) {
        return blocks(language, doc);
    }

    private static List<String> blocks(String language, String text) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text).results().map((MatchResult match) -> match.group(1).strip()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
