package io.switchboard.events.table;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of one partition as rows of a byte store: what {@link io.switchboard.events.call.CallFold} writes, and
 * the reads that need more than one row. Values are JSON. As thread-safe as the rows it stands on.
 */
public final class CallTable implements CallRows {

    private static final byte[] NOTHING = {};

    private final Rows rows;
    private final JsonMapper json = EventJson.mapper();

    public CallTable(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<CallCore> core(Cid cid) {
        return rows.get(CallKeys.core(cid)).map(value -> json.readValue(value, CallCore.class));
    }

    @Override
    public void putCore(CallCore core) {
        rows.put(CallKeys.core(core.cid()), json.writeValueAsBytes(core));
    }

    @Override
    public ObjectNode settings(Cid cid) {
        return rows.get(CallKeys.settings(cid)).map(value -> (ObjectNode) json.readTree(value)).orElseThrow(
                () -> new IllegalStateException(cid + " has no settings row"));
    }

    @Override
    public void putSettings(Cid cid, ObjectNode settings) {
        rows.put(CallKeys.settings(cid), json.writeValueAsBytes(settings));
    }

    @Override
    public Optional<Member> member(Cid cid, String userId) {
        return rows.get(CallKeys.member(cid, userId)).map(this::readMember);
    }

    @Override
    public void putMember(Cid cid, Member member) {
        rows.put(CallKeys.member(cid, member.userId()), json.writeValueAsBytes(member));
        rows.put(CallKeys.memberOrder(cid, member.createdAt(), member.userId()), NOTHING);
    }

    @Override
    public void removeMember(Cid cid, Member member) {
        rows.delete(CallKeys.member(cid, member.userId()));
        rows.delete(CallKeys.memberOrder(cid, member.createdAt(), member.userId()));
    }

    /** The first members in the contract's order: newest first, then by user id (rule 11). */
    public List<Member> newestMembers(Cid cid, int limit) {
        List<Member> page = new ArrayList<>(Math.min(limit, 128));
        if (limit == 0) {
            return page;
        }
        List<String> users = new ArrayList<>();
        byte[] orders = CallKeys.memberOrders(cid);
        rows.scan(orders, CallKeys.after(orders), (key, value) -> {
            users.add(CallKeys.orderedUser(cid, key));
            return users.size() < limit;
        });
        users.forEach(user -> page.add(member(cid, user).orElseThrow(
                () -> new IllegalStateException("member '" + user + "' of " + cid + " has an order row only"))));
        return page;
    }

    /** Shows every member, by user id, until the visitor has seen enough. */
    public void eachMember(Cid cid, Predicate<Member> visitor) {
        byte[] members = CallKeys.members(cid);
        rows.scan(members, CallKeys.after(members), (key, value) -> visitor.test(readMember(value)));
    }

    private Member readMember(byte[] value) {
        return json.readValue(value, Member.class);
    }
}
