package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.Listing;
import java.util.List;

/** What a view does not find by its indexes, since it changed too recently, for tests of other packages. */
public final class Overlays {

    private Overlays() {
    }

    public static List<Cid> calls(ReadView view) {
        return view.searchedCalls().index().overlay().keys().toList();
    }

    /** Of those that the listing shows. */
    public static List<RowId> rows(ReadView view, Listing<?> listing) {
        return view.searchedRows(listing).index().overlay().keys().toList();
    }
}
