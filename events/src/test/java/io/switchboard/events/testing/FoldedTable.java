package io.switchboard.events.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.call.SendPermissions;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls folded into rows, and read back whole to compare them with calls folded in memory. Not thread-safe. */
public final class FoldedTable {

    private final MemoryRows rows = new MemoryRows();
    private final CallTable table = new CallTable(rows);

    /** @return whether the event was new */
    public boolean apply(StoredEvent event) {
        return CallFold.apply(event, table);
    }

    /** The call as its rows tell it, empty when it has no core row. */
    public Optional<Call> call(Cid cid) {
        return table.core(cid).map(core -> {
            SortedMap<String, Member> members = new TreeMap<>();
            table.eachMember(cid, member -> {
                members.put(member.userId(), member);
                return true;
            });
            SortedMap<String, SortedMap<String, Participant>> participants = new TreeMap<>();
            table.participants(cid, Integer.MAX_VALUE).forEach(p -> participants
                    .computeIfAbsent(p.userId(), user -> new TreeMap<>()).put(p.userSessionId(), p));
            SortedMap<String, Ring> rings = new TreeMap<>();
            table.rings(cid).forEach(ring -> rings.put(ring.userId(), ring));
            SortedMap<Long, Feedback> feedback = new TreeMap<>();
            table.eachFeedback(cid, said -> feedback.put(said.seq(), said));
            return new Call(core, settings(core), members, participants, rings,
                    named(cid, 'b', Instant.class), named(cid, 'g', SendPermissions.class),
                    named(cid, 'h', CallSession.class), named(cid, 'v', String.class), feedback);
        });
    }

    /** A deleted call has none. */
    private ObjectNode settings(CallCore core) {
        return core.deletedAt().isPresent() ? JsonNodeFactory.instance.objectNode() : table.settings(core.cid());
    }

    /** All rows of a kind, by the name at the end of their keys. */
    private <T> SortedMap<String, T> named(Cid cid, char kind, Class<T> type) {
        SortedMap<String, T> found = new TreeMap<>();
        byte[] core = CallKeys.core(cid);
        byte[] from = Arrays.copyOf(core, core.length);
        from[from.length - 1] = (byte) kind;
        rows.scan(from, CallKeys.after(from), (key, value) -> {
            found.put(new String(key, from.length, key.length - from.length, StandardCharsets.UTF_8),
                    EventJson.mapper().readValue(value, type));
            return true;
        });
        return found;
    }

    public List<Member> newestMembers(Cid cid, int limit) {
        List<Member> members = table.newestMembers(cid, limit);
        table.core(cid).ifPresent(core -> assertThat(table.newestMembers(core, limit)).isEqualTo(members));
        return members;
    }

    public CallTable table() {
        return table;
    }

    public MemoryRows rows() {
        return rows;
    }

    /** Every row in readable form, to compare two tables byte by byte. */
    public Map<String, String> dump() {
        Map<String, String> dump = new TreeMap<>();
        rows.all().forEach((key, value) ->
                dump.put(HexFormat.of().formatHex(key), new String(value, StandardCharsets.UTF_8)));
        return dump;
    }
}
