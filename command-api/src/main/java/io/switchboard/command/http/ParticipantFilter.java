package io.switchboard.command.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The filter of {@code participants}: {@code user_id} and {@code published_tracks} with {@code $eq} and {@code $in}
 * (contract 5.2). Nobody publishes tracks where there is no media, so a filter for them finds nobody.
 */
final class ParticipantFilter {

    private static final int MAX_VALUES = 100;
    private static final String AT = "filter_conditions";

    private ParticipantFilter() {
    }

    /**
     * @return the users to look for; empty for everyone
     * @throws ApiException naming what the filter cannot have
     */
    static Optional<List<String>> users(JsonBody body) {
        Optional<ObjectNode> filter = body.rawObject(AT);
        if (filter.isEmpty() || filter.get().isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> users = Optional.empty();
        for (Map.Entry<String, JsonNode> field : filter.get().properties()) {
            String at = AT + "." + field.getKey();
            users = switch (field.getKey()) {
                case "user_id" -> Optional.of(values(at, field.getValue()));
                case "published_tracks" -> {
                    values(at, field.getValue());
                    yield Optional.of(List.of());
                }
                default -> throw refuse(at, "is not a field of participants: use user_id or published_tracks");
            };
            if (users.get().isEmpty()) {
                return users;
            }
        }
        return users;
    }

    private static List<String> values(String at, JsonNode condition) {
        if (condition instanceof ObjectNode operators) {
            Set<String> names = Set.copyOf(operators.propertyNames());
            if (names.equals(Set.of("$eq"))) {
                return List.of(text(at, operators.get("$eq")));
            }
            if (names.equals(Set.of("$in")) && operators.get("$in").isArray()
                    && operators.get("$in").size() <= MAX_VALUES) {
                List<String> values = new ArrayList<>();
                operators.get("$in").forEach(value -> values.add(text(at, value)));
                return values;
            }
            throw refuse(at, "takes $eq with one value, or $in with a list of at most " + MAX_VALUES);
        }
        return List.of(text(at, condition));
    }

    private static String text(String at, JsonNode value) {
        if (!value.isString()) {
            throw refuse(at, "takes strings");
        }
        return value.stringValue();
    }

    private static ApiException refuse(String at, String what) {
        return new ApiException(ApiError.input(at, at + " " + what));
    }
}
