package io.switchboard.projector.serving;

import io.switchboard.projector.view.OpenView;
import io.switchboard.projector.view.ReadView;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;

/**
 * Open views of the shards a query needs.
 *
 * @param missing what is wrong when not all could be opened
 */
record ShardViews(Map<Integer, ReadView> views, Map<Integer, Long> positions, Optional<String> missing)
        implements AutoCloseable {

    static ShardViews open(KafkaStreams streams, String store, Set<Integer> partitions) {
        StateQueryResult<ReadView> results = streams.query(StateQueryRequest.inStore(store)
                .withQuery(new OpenView()).withPartitions(partitions).requireActive());
        Map<Integer, ReadView> views = new HashMap<>();
        Map<Integer, Long> positions = new HashMap<>();
        Optional<String> missing = Optional.empty();
        for (Map.Entry<Integer, QueryResult<ReadView>> entry : results.getPartitionResults().entrySet()) {
            QueryResult<ReadView> result = entry.getValue();
            if (result.isSuccess()) {
                views.put(entry.getKey(), result.getResult());
                position(result.getPosition(), entry.getKey()).ifPresent(at -> positions.put(entry.getKey(), at));
            } else {
                missing = Optional.of("partition " + entry.getKey() + ": " + result.getFailureReason() + ", "
                        + result.getFailureMessage());
            }
        }
        return new ShardViews(views, positions, missing);
    }

    Collection<ReadView> all() {
        return views.values();
    }

    @Override
    public void close() {
        views.values().forEach(ReadView::close);
    }

    private static Optional<Long> position(Position position, int partition) {
        return position.getTopics().stream()
                .flatMap(topic -> Optional.ofNullable(position.getPartitionPositions(topic).get(partition)).stream())
                .findFirst();
    }
}
