package io.switchboard.command.http;

import static io.switchboard.command.http.SettingRule.bool;
import static io.switchboard.command.http.SettingRule.group;
import static io.switchboard.command.http.SettingRule.map;
import static io.switchboard.command.http.SettingRule.text;
import static io.switchboard.command.http.SettingRule.whole;

import io.switchboard.events.calltype.NotificationDefaults;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which notification settings a request may give (contract 2.4); nulls and the unknown as in {@link SettingsSchema}. */
final class NotificationSchema {

    private static final SettingRule ROOT = group("notification_settings", Stream.concat(Stream.of(bool("enabled")),
            NotificationDefaults.GROUPS.stream().map(NotificationSchema::event)).toArray(SettingRule[]::new));

    private NotificationSchema() {
    }

    /** @throws io.switchboard.wire.error.ApiException naming the setting that cannot be */
    static ObjectNode read(String path, ObjectNode given) {
        return ROOT.read(path, given).map(ObjectNode.class::cast).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static SettingRule event(String name) {
        return group(name, bool("enabled"),
                group("apns", text("title"), text("body"), text("sound"), text("category"), text("interruption-level"),
                        whole("content-available", 0, 1), whole("mutable-content", 0, 1), map("data")),
                group("fcm", map("data")));
    }
}
