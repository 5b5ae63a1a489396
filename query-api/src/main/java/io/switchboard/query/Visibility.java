package io.switchboard.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.query.CallRow;
import java.util.List;

/** Which calls a viewer sees, and what he may do there. Pure and thread-safe. */
public interface Visibility {

    /** Over {@link io.switchboard.projector.filter.FieldTable#CALLS}: the calls the viewer sees. */
    Filter visible(Viewer viewer);

    /**
     * As {@code own_capabilities} lists them.
     *
     * @param row a call that was asked for on behalf of this viewer
     */
    List<String> capabilities(Viewer viewer, CallRow row);
}
