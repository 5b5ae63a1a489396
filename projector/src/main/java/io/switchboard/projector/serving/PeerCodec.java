package io.switchboard.projector.serving;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterJson;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions and outcomes as JSON between instances. What is read here was written here by an instance that showed the
 * application's token, so a tree that does not fit is an {@link IllegalArgumentException}, not an answer. Thread-safe.
 */
final class PeerCodec {

    private static final String KEYS = "keys";
    private static final String EXPLAIN = "explain";
    private static final String BACKWARD_KEYS = "backward_keys";

    private final JsonMapper json = EventJson.mapper();
    private final CursorCodec cursors;

    PeerCodec(CursorCodec cursors) {
        this.cursors = cursors;
    }

    ObjectNode write(CallsQuestion question, Map<Integer, Long> targets) {
        ObjectNode node = json.createObjectNode();
        node.set("filter", FilterJson.write(question.filter()));
        writeOrder(node, question.order(), question.start());
        writeSize(node, question.wanted(), question.explain());
        node.put("members_limit", question.membersLimit());
        question.viewer().ifPresent(viewer -> node.put("viewer", viewer));
        node.set("targets", json.valueToTree(targets));
        return node;
    }

    ObjectNode write(MembersQuestion question, Map<Integer, Long> targets) {
        ObjectNode node = json.createObjectNode();
        node.put("cid", question.cid().toString());
        node.set("visible", FilterJson.write(question.visible()));
        node.set("filter", FilterJson.write(question.filter()));
        writeOrder(node, question.order(), question.start());
        writeSize(node, question.wanted(), question.explain());
        node.set("targets", json.valueToTree(targets));
        return node;
    }

    <T> ObjectNode write(RowsQuestion<T> question, Map<Integer, Long> targets) {
        ObjectNode node = write(targets);
        node.put("listing", question.listing().name());
        node.set("filter", FilterJson.write(question.filter()));
        writeOrder(node, question.order(), question.start());
        writeSize(node, question.wanted(), question.explain());
        return node;
    }

    /** A question that says nothing but how far the shards have to be. */
    ObjectNode write(Map<Integer, Long> targets) {
        ObjectNode node = json.createObjectNode();
        node.set("targets", json.valueToTree(targets));
        return node;
    }

    RowsQuestion<?> rowsQuestion(JsonNode node) {
        String name = node.required("listing").stringValue();
        return rowsQuestion(node, Listing.named(name).orElseThrow(
                () -> new IllegalArgumentException("no listing: " + name)));
    }

    private <T> RowsQuestion<T> rowsQuestion(JsonNode node, Listing<T> listing) {
        return new RowsQuestion<>(listing, filter(listing.fields(), node.required("filter")),
                order(node, listing.sortable()), start(node), node.required("wanted").intValue(), node.has(EXPLAIN));
    }

    CallsQuestion callsQuestion(JsonNode node) {
        return new CallsQuestion(filter(FieldTable.CALLS, node.required("filter")), order(node, Sortable.CALLS),
                start(node), node.required("wanted").intValue(), node.required("members_limit").intValue(),
                node.has("viewer") ? Optional.of(node.get("viewer").stringValue()) : Optional.empty(), node.has(EXPLAIN));
    }

    MembersQuestion membersQuestion(JsonNode node) {
        return new MembersQuestion(Cid.parse(node.required("cid").stringValue()),
                filter(FieldTable.CALLS, node.required("visible")), filter(FieldTable.MEMBERS, node.required("filter")),
                order(node, Sortable.MEMBERS), start(node), node.required("wanted").intValue(), node.has(EXPLAIN));
    }

    Map<Integer, Long> targets(JsonNode node) {
        return offsets(node.required("targets"));
    }

    <R> ObjectNode write(QueryOutcome<R> outcome) {
        ObjectNode node = json.createObjectNode();
        node.put("outcome", outcome.getClass().getSimpleName());
        switch (outcome) {
            case QueryOutcome.Answered<R> answered -> {
                // Held as it is until it is written: a tree of it would be one more copy of every row.
                node.putPOJO("answer", answered.answer());
                node.set("position", json.valueToTree(answered.position()));
                if (!answered.explanation().equals(Explanation.NONE)) {
                    node.set("explanation", json.valueToTree(answered.explanation()));
                }
            }
            case QueryOutcome.Behind<R> behind -> node.set("lag", json.valueToTree(behind.lag()));
            case QueryOutcome.Restoring<R> restoring -> node.put("what", restoring.what());
            case QueryOutcome.Moved<R> moved -> node.set("partitions", json.valueToTree(moved.partitions()));
            case QueryOutcome.Refused<R> refused -> node.put("refusal", refused.refusal().getClass().getSimpleName());
        }
        return node;
    }

    QueryOutcome<List<CallRow>> callsOutcome(JsonNode node) {
        return outcome(node, answer -> list(answer, CallRow.class));
    }

    QueryOutcome<List<Member>> membersOutcome(JsonNode node) {
        return outcome(node, answer -> list(answer, Member.class));
    }

    <T> QueryOutcome<List<T>> rowsOutcome(Listing<T> listing, JsonNode node) {
        return outcome(node, answer -> list(answer, listing.row()));
    }

    QueryOutcome<Activity> activityOutcome(JsonNode node) {
        return outcome(node, answer -> json.treeToValue(answer, Activity.class));
    }

    private <T> List<T> list(JsonNode answer, Class<T> row) {
        List<T> rows = new ArrayList<>();
        answer.forEach(item -> rows.add(json.treeToValue(item, row)));
        return rows;
    }

    private <R> QueryOutcome<R> outcome(JsonNode node, Function<JsonNode, R> answer) {
        String kind = node.required("outcome").stringValue();
        return switch (kind) {
            case "Answered" -> new QueryOutcome.Answered<>(answer.apply(node.required("answer")),
                    offsets(node.required("position")),
                    node.has("explanation") ? json.treeToValue(node.get("explanation"), Explanation.class) : Explanation.NONE);
            case "Behind" -> {
                Map<String, Long> lag = new HashMap<>();
                node.required("lag").properties().forEach(entry -> lag.put(entry.getKey(), entry.getValue().longValue()));
                yield new QueryOutcome.Behind<>(lag);
            }
            case "Restoring" -> new QueryOutcome.Restoring<>(node.required("what").stringValue());
            case "Moved" -> {
                TreeSet<Integer> partitions = new TreeSet<>();
                node.required("partitions").forEach(partition -> partitions.add(partition.intValue()));
                yield new QueryOutcome.Moved<>(partitions);
            }
            case "Refused" -> new QueryOutcome.Refused<>(refusal(node.required("refusal").stringValue()));
            default -> throw new IllegalArgumentException("no outcome: " + kind);
        };
    }

    /** Shards refuse only what depends on the call; the rest is refused before they are asked. */
    private static Refusal refusal(String kind) {
        return switch (kind) {
            case "NoSuchCall" -> new Refusal.NoSuchCall();
            case "HiddenCall" -> new Refusal.HiddenCall();
            default -> throw new IllegalArgumentException("no refusal of a shard: " + kind);
        };
    }

    private static void writeSize(ObjectNode node, int wanted, boolean explain) {
        node.put("wanted", wanted);
        if (explain) {
            node.put(EXPLAIN, true);
        }
    }

    /**
     * A place is written as a cursor, whose form holds values of every kind. The keys of a backward order have a name
     * of their own, so that an instance that knows no such order refuses the question instead of answering another.
     */
    private <T> void writeOrder(ObjectNode node, Order<T> order, Optional<Order.Place> start) {
        node.set(order.backward() ? BACKWARD_KEYS : KEYS, json.valueToTree(order.keys()));
        start.ifPresent(place -> node.put("start",
                cursors.encode(new Cursor(Cursor.Direction.NEXT, 0, order.keys(), Optional.of(place)))));
    }

    private <T> Order<T> order(JsonNode node, Sortable<T> sortable) {
        List<SortKey> keys = new ArrayList<>();
        boolean backward = node.has(BACKWARD_KEYS);
        node.required(backward ? BACKWARD_KEYS : KEYS).forEach(key -> keys.add(json.treeToValue(key, SortKey.class)));
        return new Order<>(sortable, keys, backward);
    }

    private Optional<Order.Place> start(JsonNode node) {
        if (!node.has("start")) {
            return Optional.empty();
        }
        return cursors.decode(node.get("start").stringValue()).orElseThrow(
                () -> new IllegalArgumentException("another instance signs cursors with another key")).place();
    }

    private static Filter filter(FieldTable table, JsonNode node) {
        return switch (FilterParser.parseTrusted(table, node)) {
            case ParsedFilter.Understood understood -> understood.filter();
            case ParsedFilter.Refused refused -> throw new IllegalArgumentException("a filter of another instance: "
                    + refused.problem());
        };
    }

    private static Map<Integer, Long> offsets(JsonNode node) {
        Map<Integer, Long> offsets = new HashMap<>();
        node.properties().forEach(entry -> offsets.put(Integer.valueOf(entry.getKey()), entry.getValue().longValue()));
        return offsets;
    }
}
