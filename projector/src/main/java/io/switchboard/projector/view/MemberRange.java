package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.table.CallKeys;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Needed;
import io.switchboard.projector.filter.Value;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rows of a call among which a filter's members lie, as far as its ranges say. It may hold a few more than the filter
 * asks for. Immutable.
 *
 * @param from the first key
 * @param to   the key behind the last
 */
record MemberRange(byte[] from, byte[] to) {

    private static final Field USER = FieldTable.MEMBERS.field("user_id");
    private static final Field CAME = FieldTable.MEMBERS.field("created_at");

    /** Of the members' rows, which lie in the order of user ids. */
    static MemberRange ofUsers(Cid cid, Filter filter) {
        MemberRange all = among(CallKeys.members(cid));
        return Needed.in(filter).filter(compare -> compare.field().equals(USER)).reduce(all, (range, compare) ->
                compare.operand() instanceof Value.Text user
                        ? range.rising(compare.relation(), CallKeys.member(cid, user.text())) : range, MemberRange::common);
    }

    /** Of the rows that hold the members' order, newest first. */
    static MemberRange ofOrder(Cid cid, Filter filter) {
        MemberRange all = among(CallKeys.memberOrders(cid));
        return Needed.in(filter).filter(compare -> compare.field().equals(CAME)).reduce(all, (range, compare) ->
                compare.operand() instanceof Value.Time at && isTold(at)
                        ? range.falling(compare.relation(), CallKeys.memberOrders(cid, at.nanos())) : range,
                MemberRange::common);
    }

    /** Everything beyond these counts as being at them. */
    private static boolean isTold(Value.Time at) {
        return at.nanos() > new Value.Time(Long.MIN_VALUE).nanos() && at.nanos() < new Value.Time(Long.MAX_VALUE).nanos();
    }

    private static MemberRange among(byte[] prefix) {
        return new MemberRange(prefix, CallKeys.after(prefix));
    }

    private MemberRange rising(Filter.Relation relation, byte[] key) {
        return switch (relation) {
            case EQ -> common(new MemberRange(key, next(key)));
            case GT, GTE -> common(new MemberRange(key, to));
            case LT, LTE -> common(new MemberRange(from, next(key)));
        };
    }

    private MemberRange falling(Filter.Relation relation, byte[] prefix) {
        return switch (relation) {
            case EQ -> common(among(prefix));
            case GT, GTE -> common(new MemberRange(from, CallKeys.after(prefix)));
            case LT, LTE -> common(new MemberRange(prefix, to));
        };
    }

    private MemberRange common(MemberRange other) {
        return new MemberRange(Arrays.compareUnsigned(from, other.from) > 0 ? from : other.from,
                Arrays.compareUnsigned(to, other.to) < 0 ? to : other.to);
    }

    /** What comes of it after this key, or before it when walking backward. */
    MemberRange beyond(Optional<byte[]> start, boolean backward) {
        return start.map(key -> common(backward ? new MemberRange(from, key) : new MemberRange(next(key), to))).orElse(this);
    }

    /** Whether it is all members' rows of the call. */
    boolean isAllUsers(Cid cid) {
        MemberRange all = among(CallKeys.members(cid));
        return Arrays.equals(from, all.from) && Arrays.equals(to, all.to);
    }

    /** The first key after this one. */
    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
