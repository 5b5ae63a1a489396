package io.switchboard.bench.dataset;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.codec.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Rows of the twin's tables in the text form of PostgreSQL's COPY. Not thread-safe. */
final class TableText {

    /** The tables, with the columns that are written. */
    enum Table {
        USERS("users (id, document)"),
        CALLS("calls (cid, type, id, created_by, team, backstage, ongoing, created_at, updated_at, starts_at, "
                + "ended_at, custom, document)"),
        SETTINGS("call_settings (cid, settings)"),
        MEMBERS("members (user_id, cid, call_created_at, role, custom, created_at, updated_at)"),
        PARTICIPANTS("participants (cid, user_id, user_session_id, role, joined_at)");

        private final String target;

        Table(String target) {
            this.target = target;
        }

        String copy() {
            return "copy " + target + " from stdin";
        }
    }

    private final Map<Table, StringBuilder> rows = new EnumMap<>(Table.class);

    void add(Call call) {
        CallCore core = call.core();
        String cid = core.cid().toString();
        row(Table.CALLS, cid, core.cid().type(), core.cid().id(), core.createdBy(), core.team(), core.backstage(),
                core.ongoing(), core.createdAt(), core.updatedAt(), core.startsAt(), core.endedAt(), core.custom(),
                EventJson.mapper().writeValueAsString(core));
        row(Table.SETTINGS, cid, call.settings());
        call.members().values().forEach(member -> row(Table.MEMBERS, member.userId(), cid, core.createdAt(),
                member.role(), member.custom(), member.createdAt(), member.updatedAt()));
        call.participants().values().forEach(devices -> devices.values().forEach(p ->
                row(Table.PARTICIPANTS, cid, p.userId(), p.userSessionId(), p.role(), p.joinedAt())));
    }

    void addUser(String id, String document) {
        row(Table.USERS, id, document);
    }

    /** @return the rows of each table that has any */
    Map<Table, byte[]> bytes() {
        Map<Table, byte[]> bytes = new EnumMap<>(Table.class);
        rows.forEach((table, text) -> bytes.put(table, text.toString().getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private void row(Table table, Object... values) {
        StringBuilder text = rows.computeIfAbsent(table, t -> new StringBuilder());
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            if (value == null) {
                text.append("\\N");
            } else {
                escape(text, value.toString());
            }
        }
        text.append('\n');
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
