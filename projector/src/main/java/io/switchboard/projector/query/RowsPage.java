package io.switchboard.projector.query;

import java.util.List;

/** A page of a listing. */
public record RowsPage<T>(List<T> rows, PageCursors cursors) {
}
