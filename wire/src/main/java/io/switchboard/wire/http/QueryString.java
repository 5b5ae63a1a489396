package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of a query string, decoded; the first of a name counts. Read from the string itself and not through
 * the servlet's parameters, which would consume a body that claims to be a form.
 */
final class QueryString {

    private final SortedMap<String, String> parameters;

    private QueryString(SortedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws ApiException code 4 when a name or value is not percent-encoded UTF-8 */
    static QueryString parse(Optional<String> raw) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            String name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, equals < 0 ? "" : PercentText.decode(pair.substring(equals + 1), true));
            }
        }
        return new QueryString(parameters);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** An empty value is no value. */
    Optional<Integer> getInt(String name, int min, int max) {
        return get(name).filter(text -> !text.isEmpty()).map(text -> {
            long number;
            try {
                number = Long.parseLong(text);
            } catch (NumberFormatException noNumber) {
                throw refuse(name, "must be an integer");
            }
            if (number < min || number > max) {
                throw refuse(name, "must be between " + min + " and " + max);
            }
            return (int) number;
        });
    }

    /** An empty value is no value. */
    Optional<Boolean> getBool(String name) {
        return get(name).filter(text -> !text.isEmpty()).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(name, "must be true or false");
        });
    }

    /** All parameters, by name. */
    Map<String, String> all() {
        return parameters;
    }

    private static ApiException refuse(String name, String what) {
        return new ApiException(ApiError.input(name, name + " " + what));
    }
}
