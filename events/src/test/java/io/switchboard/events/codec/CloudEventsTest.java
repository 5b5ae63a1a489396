package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the CloudEvents 1.0 specification and its JSON format demand of every event we write. */
class CloudEventsTest {

    private static final Set<String> SPECIFIED = Set.of("specversion", "id", "source", "type", "subject", "time",
            "datacontenttype", "dataschema", "data");

    static List<JsonNode> written() {
        return GoldenEvents.all().values().stream()
                .map(event -> EventJson.mapper().readTree(EventCodec.standard().encode(event))).toList();
    }

    @ParameterizedTest
    @MethodSource("written")
    void theRequiredAttributesAreThere(JsonNode event) {
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("id").stringValue()).isNotEmpty();
        assertThat(event.get("type").stringValue()).isNotEmpty();
        assertThat(URI.create(event.get("source").stringValue()).toString()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("written")
    void theOptionalAttributesAreOfTheirTypes(JsonNode event) {
        assertThat(event.get("subject").stringValue()).isNotEmpty();
        assertThat(OffsetDateTime.parse(event.get("time").stringValue())).isNotNull();
        assertThat(URI.create(event.get("dataschema").stringValue()).isAbsolute()).isTrue();
        assertThat(event.get("datacontenttype").stringValue()).isEqualTo("application/json");
        assertThat(event.get("data").isObject()).isTrue();
        assertThat(event.has("data_base64")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("written")
    void namesAreLowerCaseLettersAndDigitsOfAtMostTwenty(JsonNode event) {
        assertThat(event.propertyNames()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void extensionsAreSimpleValues(JsonNode event) {
        for (Map.Entry<String, JsonNode> attribute : event.properties()) {
            if (!SPECIFIED.contains(attribute.getKey())) {
                JsonNode value = attribute.getValue();
                assertThat(value.isString() || value.isBoolean() || value.isInt()).as(attribute.toString()).isTrue();
            }
        }
    }

    @Test
    void theExtensionsAreThoseOfTheCatalogue() {
        assertThat(written()).allSatisfy(event -> assertThat(event.propertyNames()).containsExactlyInAnyOrder(
                "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data",
                "seq", "actor", "requestid", "requesthash", "prevhash"));
    }

    @Test
    void theContentTypeIsThatOfStructuredMode() {
        assertThat(EventCodec.CONTENT_TYPE).isEqualTo("application/cloudevents+json");
    }
}
