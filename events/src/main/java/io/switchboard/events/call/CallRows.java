package io.switchboard.events.call;

import io.switchboard.events.Cid;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where {@link CallFold} reads and writes the state of calls, row by row, so that folding an event costs what the
 * event touches and not what the call holds. The writer's store, the projector's store and {@link Call} are three
 * implementations under one fold.
 *
 * <p>Reads see earlier writes of the same fold. Not thread-safe.
 */
public interface CallRows {

    Optional<CallCore> core(Cid cid);

    void putCore(CallCore core);

    /** The complete settings of a call that exists. */
    ObjectNode settings(Cid cid);

    void putSettings(Cid cid, ObjectNode settings);

    Optional<Member> member(Cid cid, String userId);

    void putMember(Cid cid, Member member);

    void removeMember(Cid cid, Member member);
}
