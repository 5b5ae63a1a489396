package io.switchboard.projector.view;

import org.apache.kafka.streams.query.Query;

/**
 * Asks each shard for a view of this moment. Searching happens on the view, so that a page and the rows behind it
 * come from one moment, and only the rows of the merged page are read at all.
 */
public record OpenView() implements Query<ReadView> {
}
