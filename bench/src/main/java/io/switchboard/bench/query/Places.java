package io.switchboard.bench.query;

import io.switchboard.bench.dataset.CallGenerator;
import io.switchboard.bench.dataset.DataSetSpec;
import io.switchboard.bench.run.Credentials;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Cursors into the list of all calls, newest first, made with the servers' own key: the way to a deep page without
 * thousands of questions.
 */
final class Places {

    private final DataSetSpec spec;
    private final CallGenerator calls;
    private final CursorCodec cursors;

    Places(DataSetSpec spec, Credentials credentials) {
        this.spec = spec;
        this.calls = new CallGenerator(spec);
        this.cursors = new CursorCodec(credentials.secret().getBytes(StandardCharsets.UTF_8));
    }

    /** @return the cursor past the first so many calls; none when there is nothing to pass */
    Optional<String> past(int rows) {
        if (rows == 0) {
            return Optional.empty();
        }
        int last = spec.calls() - rows;
        return Optional.of(cursors.encode(new Cursor(Cursor.Direction.NEXT,
                CursorCodec.question("calls", Filter.everything()), Sortable.CALLS.usual(), Optional.of(new Order.Place(
                        List.of(Optional.of(new Value.Time(spec.createdAt(last)))), calls.cid(last).toString())))));
    }
}
