package io.switchboard.projector.testing;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.CustomData;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Filters and orders by dice. Operands mostly come from what is there, so that equality hits, ranges cut through the
 * middle, and paths exist.
 */
public final class RandomQuestions {

    private final RandomGenerator random;

    public RandomQuestions(RandomGenerator random) {
        this.random = random;
    }

    public Filter callFilter(List<Call> calls) {
        return filter(FieldTable.CALLS, calls.stream().map(Sample::of).toList(), 2);
    }

    public Filter memberFilter(Call call) {
        return filter(FieldTable.MEMBERS, call.members().values().stream().map(m -> Sample.of(call, m)).toList(), 2);
    }

    public <T> Filter rowFilter(Listing<T> listing, List<T> rows) {
        return filter(listing.fields(), rows.stream().map(row -> Sample.of(listing, row)).toList(), 2);
    }

    public <T> Order<T> rowOrder(Listing<T> listing) {
        return order(listing.sortable(), 2);
    }

    public Order<CallCore> callOrder() {
        return order(Sortable.CALLS, 2);
    }

    public Order<Member> memberOrder() {
        return order(Sortable.MEMBERS, 1);
    }

    private <T> Order<T> order(Sortable<T> sortable, int most) {
        List<String> fields = new ArrayList<>(sortable.fields().keySet().stream().sorted().toList());
        List<SortKey> keys = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            keys.add(new SortKey(fields.remove(random.nextInt(fields.size())), random.nextBoolean()));
        }
        return new Order<>(sortable, keys);
    }

    /** A thing questions can be about: its fields' values. */
    private record Sample(ObjectNode custom, List<Named> values) {
        static Sample of(Call call) {
            CallCore core = call.core();
            List<Named> values = new ArrayList<>(List.of(
                    named("id", core.cid().id()), named("cid", core.cid().toString()),
                    named("type", core.cid().type()), named("created_by_user_id", core.createdBy()),
                    new Named("created_at", new Value.Time(core.createdAt())),
                    new Named("updated_at", new Value.Time(core.updatedAt())),
                    new Named("backstage", new Value.Flag(core.backstage())), new Named("ongoing", new Value.Flag(core.ongoing()))));
            core.team().ifPresent(team -> values.add(named("team", team)));
            core.startsAt().ifPresent(at -> values.add(new Named("starts_at", new Value.Time(at))));
            core.endedAt().ifPresent(at -> values.add(new Named("ended_at", new Value.Time(at))));
            call.members().keySet().forEach(user -> values.add(named("members", user)));
            return new Sample(core.custom(), values);
        }

        static Sample of(Call call, Member member) {
            List<Named> values = new ArrayList<>(List.of(named("user_id", member.userId()),
                    named("call_cid", call.core().cid().toString()),
                    new Named("created_at", new Value.Time(member.createdAt())),
                    new Named("updated_at", new Value.Time(member.updatedAt()))));
            member.role().ifPresent(role -> values.add(named("role", role)));
            return new Sample(member.custom(), values);
        }

        static <T> Sample of(Listing<T> listing, T row) {
            List<Named> values = new ArrayList<>();
            listing.fields().fields().values().stream().map(FieldTable.Entry::field).forEach(field ->
                    listing.subject().apply(row).values(field).forEach(value -> values.add(new Named(field.name(), value))));
            return new Sample(EventJson.mapper().createObjectNode(), values);
        }

        static Named named(String field, String text) {
            return new Named(field, new Value.Text(text));
        }
    }

    private record Named(String field, Value value) {
    }

    private Filter filter(FieldTable table, List<Sample> samples, int depth) {
        if (samples.isEmpty()) {
            return Filter.everything();
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            List<Filter> parts = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                parts.add(filter(table, samples, depth - 1));
            }
            return random.nextBoolean() ? new Filter.And(parts) : new Filter.Or(parts);
        }
        Sample sample = samples.get(random.nextInt(samples.size()));
        List<Named> custom = new ArrayList<>();
        CustomData.visit(sample.custom, (path, value) -> value.ifPresent(v -> custom.add(new Named("custom." + path, v))));
        List<Named> pool = !custom.isEmpty() && random.nextInt(3) == 0 ? custom : sample.values;
        return leaf(table, pool.get(random.nextInt(pool.size())), samples);
    }

    private Filter leaf(FieldTable table, Named hit, List<Sample> samples) {
        FieldTable.Entry entry = table.find(hit.field).orElseThrow();
        Field field = entry.field();
        String operator = entry.operators().get(random.nextInt(entry.operators().size()));
        return switch (operator) {
            case "$exists" -> new Filter.Exists(optional(table, field), random.nextBoolean());
            case "$in" -> in(field, hit, samples);
            case "$eq" -> new Filter.Compare(field, Filter.Relation.EQ, near(hit.value));
            case "$gt" -> new Filter.Compare(field, Filter.Relation.GT, near(hit.value));
            case "$gte" -> new Filter.Compare(field, Filter.Relation.GTE, near(hit.value));
            case "$lt" -> new Filter.Compare(field, Filter.Relation.LT, near(hit.value));
            default -> new Filter.Compare(field, Filter.Relation.LTE, near(hit.value));
        };
    }

    private Filter in(Field field, Named hit, List<Sample> samples) {
        List<Value> values = new ArrayList<>(List.of(near(hit.value)));
        for (int i = random.nextInt(3); i > 0; i--) {
            samples.get(random.nextInt(samples.size())).values.stream()
                    .filter(named -> named.field.equals(hit.field)).findAny().ifPresent(named -> values.add(named.value));
        }
        return new Filter.In(field, values);
    }

    /** A field that may well not be set. */
    private Field optional(FieldTable table, Field field) {
        return table == FieldTable.CALLS && random.nextBoolean()
                ? table.field(List.of("team", "starts_at", "ended_at").get(random.nextInt(3))) : field;
    }

    /** The value or one beside it. */
    private Value near(Value value) {
        if (random.nextInt(3) > 0) {
            return value;
        }
        return switch (value) {
            case Value.Text text -> new Value.Text(random.nextBoolean() ? text.text() + "\u0001"
                    : text.text().substring(0, text.text().offsetByCodePoints(0,
                            text.text().codePointCount(0, text.text().length()) / 2)));
            case Value.Time time -> new Value.Time(time.nanos() + random.nextInt(3) - 1);
            case Value.Flag flag -> new Value.Flag(!flag.set());
            case Value.Number number -> new Value.Number(number.number() + random.nextInt(3) - 1);
        };
    }
}
