package io.switchboard.events.calltype;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The notification settings of a call type that never said any (contract 2.4). */
public final class NotificationDefaults {

    /** What can be notified about; an answer always has them all. */
    public static final List<String> GROUPS = List.of("call_live_started", "call_missed", "call_notification",
            "call_ring", "session_started");

    private NotificationDefaults() {
    }

    /** All five groups, enabled, with empty texts. The caller's own copy. */
    public static ObjectNode complete() {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("enabled", true);
        GROUPS.forEach(name -> {
            ObjectNode group = all.putObject(name).put("enabled", true);
            group.putObject("apns").put("title", "").put("body", "");
            group.putObject("fcm");
        });
        return all;
    }
}
