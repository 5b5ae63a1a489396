package io.switchboard.projector.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an answer came to be.
 *
 * @param shards  in no order
 * @param indexes of every instance that searched its own, in no order
 * @param nanos   how long each step took, by its name; a step of several instances has the sum
 */
public record Explanation(List<ShardExplanation> shards, List<IndexExplanation> indexes, Map<String, Long> nanos) {

    /** Of a question that did not ask. */
    public static final Explanation NONE = new Explanation(List.of(), List.of(), Map.of());

    /** Of an answer that was made of both. */
    public Explanation plus(Explanation other) {
        Map<String, Long> sum = new TreeMap<>(nanos);
        other.nanos.forEach((step, time) -> sum.merge(step, time, Long::sum));
        return new Explanation(joined(shards, other.shards), joined(indexes, other.indexes), sum);
    }

    /** The same, told by another instance. */
    public Explanation at(String instance) {
        return new Explanation(shards.stream().map(shard -> shard.at(instance)).toList(),
                indexes.stream().map(index -> index.at(instance)).toList(), nanos);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
