package io.switchboard.query;

import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.explain.IndexExplanation;
import io.switchboard.projector.explain.ShardExplanation;
import io.switchboard.projector.query.Consistency;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes how an answer came to be; times in milliseconds. */
final class ExplanationRenderer {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;

    private ExplanationRenderer() {
    }

    static void write(JsonGenerator g, Consistency consistency, Explanation explanation) {
        g.writeObjectPropertyStart("explain");
        g.writeStringProperty("consistency", consistency.name().toLowerCase(Locale.ROOT));
        g.writeObjectPropertyStart("times_ms");
        for (Map.Entry<String, Long> step : new TreeMap<>(explanation.nanos()).entrySet()) {
            writeTime(g, step.getKey(), step.getValue());
        }
        g.writeEndObject();
        g.writeArrayPropertyStart("shards");
        explanation.shards().stream().sorted(Comparator.comparingInt(ShardExplanation::partition))
                .forEach(shard -> writeShard(g, shard));
        g.writeEndArray();
        g.writeArrayPropertyStart("indexes");
        explanation.indexes().forEach(index -> writeIndex(g, index));
        g.writeEndArray();
        g.writeEndObject();
    }

    private static void writeShard(JsonGenerator g, ShardExplanation shard) {
        g.writeStartObject();
        g.writeNumberProperty("partition", shard.partition());
        g.writeStringProperty("instance", shard.instance());
        shard.awaited().ifPresent(offset -> g.writeNumberProperty("log_end", offset));
        writeTime(g, "wait_ms", shard.waitNanos());
        g.writeStringProperty("access", shard.access());
        g.writeNumberProperty("overlay", shard.overlay());
        g.writeNumberProperty("looked_at", shard.lookedAt());
        g.writeNumberProperty("found", shard.found());
        writeTime(g, "search_ms", shard.searchNanos());
        writeTime(g, "rows_ms", shard.rowsNanos());
        g.writeEndObject();
    }

    private static void writeIndex(JsonGenerator g, IndexExplanation index) {
        g.writeStartObject();
        g.writeStringProperty("instance", index.instance());
        g.writeNumberProperty("documents", index.documents());
        g.writeNumberProperty("segments", index.segments());
        g.writeStringProperty("sort", index.sort());
        g.writeStringProperty("skipping", index.skipping());
        g.writeArrayPropertyStart("searches");
        for (IndexExplanation.Search search : index.searches()) {
            g.writeStartObject();
            g.writeStringProperty("query", search.query());
            g.writeNumberProperty("hits", search.hits());
            g.writeNumberProperty("visited", search.visited());
            g.writeBooleanProperty("whole", search.whole());
            g.writeEndObject();
        }
        g.writeEndArray();
        writeTime(g, "search_ms", index.nanos());
        g.writeEndObject();
    }

    /** To the microsecond: the clock is no better than that. */
    private static void writeTime(JsonGenerator g, String name, long nanos) {
        g.writeNumberProperty(name, Math.round(nanos / NANOS_PER_MICRO) / MICROS_PER_MILLI);
    }
}
