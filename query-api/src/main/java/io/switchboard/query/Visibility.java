package io.switchboard.query;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.Filter;
import java.util.List;
import java.util.Optional;

/** Which calls a viewer sees, and what he may do there. Pure and thread-safe. */
public interface Visibility {

    /** Over {@link io.switchboard.projector.filter.FieldTable#CALLS}: the calls the viewer sees. */
    Filter visible(Viewer viewer);

    /**
     * As {@code own_capabilities} lists them.
     *
     * @param membership the viewer's own in this call, if he is a member
     */
    List<String> capabilities(Viewer viewer, CallCore call, Optional<Member> membership);
}
