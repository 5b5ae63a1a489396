package io.switchboard.events.testing;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.Member;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
            return new Call(core, table.settings(cid), members);
        });
    }

    public List<Member> newestMembers(Cid cid, int limit) {
        return table.newestMembers(cid, limit);
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
