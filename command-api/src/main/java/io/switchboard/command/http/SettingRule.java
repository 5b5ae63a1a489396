package io.switchboard.command.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One row of {@link SettingsSchema}: a setting's name and what it may be. Immutable. */
sealed interface SettingRule {

    /** Texts in settings are names and URLs. */
    int MAX_TEXT = 2_048;
    int MAX_STRINGS = 100;

    String name();

    /**
     * @param path  where the value stands in the request
     * @return what is given there; empty for null
     * @throws io.switchboard.wire.error.ApiException naming the path when it is none of what the rule allows
     */
    default Optional<JsonNode> read(String path, JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(checked(path, value));
    }

    JsonNode checked(String path, JsonNode value);

    record Bool(String name) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            if (!value.isBoolean()) {
                throw SettingsSchema.bad(path, "true or false");
            }
            return value;
        }
    }

    record Whole(String name, long min, long max) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            boolean fits = value.isIntegralNumber() && value.canConvertToLong()
                    && value.longValue() >= min && value.longValue() <= max;
            if (!fits) {
                throw SettingsSchema.bad(path, "a whole number from " + min + " to " + max);
            }
            return value;
        }
    }

    record Text(String name) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            if (!value.isString() || value.stringValue().length() > MAX_TEXT) {
                throw SettingsSchema.bad(path, "a string of at most " + MAX_TEXT + " characters");
            }
            return value;
        }
    }

    record OneOf(String name, List<String> allowed) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            if (!value.isString() || !allowed.contains(value.stringValue())) {
                throw SettingsSchema.bad(path, "one of " + String.join(", ", allowed));
            }
            return value;
        }
    }

    record Strings(String name, int min, int max) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            boolean fits = value.isArray() && value.size() >= min && value.size() <= max
                    && value.valueStream().allMatch(v -> v.isString() && v.stringValue().length() <= MAX_TEXT);
            if (!fits) {
                throw SettingsSchema.bad(path, "a list of " + min + " to " + max + " strings");
            }
            return value;
        }
    }

    /** The application's own options, echoed as they are. */
    record Free(String name) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            if (!value.isObject()) {
                throw SettingsSchema.bad(path, "an object");
            }
            return value;
        }
    }

    record Group(String name, Map<String, SettingRule> rules) implements SettingRule {
        @Override
        public JsonNode checked(String path, JsonNode value) {
            if (!value.isObject()) {
                throw SettingsSchema.bad(path, "an object");
            }
            ObjectNode read = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> {
                SettingRule rule = rules.get(field.getKey());
                if (rule != null) {
                    rule.read(path + "." + field.getKey(), field.getValue())
                            .ifPresent(found -> read.set(field.getKey(), found));
                }
            });
            return read;
        }
    }

    static SettingRule bool(String name) {
        return new Bool(name);
    }

    static SettingRule whole(String name, long min, long max) {
        return new Whole(name, min, max);
    }

    static SettingRule text(String name) {
        return new Text(name);
    }

    static SettingRule oneOf(String name, String... allowed) {
        return new OneOf(name, List.of(allowed));
    }

    static SettingRule strings(String name) {
        return strings(name, 0, MAX_STRINGS);
    }

    static SettingRule strings(String name, int min, int max) {
        return new Strings(name, min, max);
    }

    static SettingRule map(String name) {
        return new Free(name);
    }

    static SettingRule group(String name, SettingRule... rules) {
        Map<String, SettingRule> byName = new LinkedHashMap<>();
        Arrays.stream(rules).forEach(rule -> byName.put(rule.name(), rule));
        return new Group(name, byName);
    }
}
