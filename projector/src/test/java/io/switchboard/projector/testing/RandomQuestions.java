package io.switchboard.projector.testing;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.CustomData;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterLimit;
import io.switchboard.projector.filter.Operator;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.filter.WordSearch;
import io.switchboard.projector.filter.Words;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Filters and orders by dice. Operands mostly come from what is there, so that equality hits, ranges cut through the
 * middle, and paths exist.
 */
public final class RandomQuestions {

    private final RandomGenerator random;
    private final boolean negating;

    public RandomQuestions(RandomGenerator random) {
        this(random, true);
    }

    private RandomQuestions(RandomGenerator random, boolean negating) {
        this.random = random;
        this.negating = negating;
    }

    /** Only what a request about calls or members can say: it has no word for a negation. */
    public static RandomQuestions ofRequests(RandomGenerator random) {
        return new RandomQuestions(random, false);
    }

    public Filter callFilter(List<Call> calls) {
        return filter(FieldTable.CALLS, calls.stream().map(Sample::of).toList(), depth());
    }

    public Filter memberFilter(Call call) {
        return filter(FieldTable.MEMBERS, call.members().values().stream().map(m -> Sample.of(call, m)).toList(), depth());
    }

    public <T> Filter rowFilter(Listing<T> listing, List<T> rows) {
        return filter(listing.fields(), rows.stream().map(row -> Sample.of(listing, row)).toList(), 2);
    }

    private int depth() {
        return random.nextInt(10) == 0 ? 6 : 2;
    }

    public <T> Order<T> rowOrder(Listing<T> listing) {
        return order(listing.sortable(), 2);
    }

    /** The order, or its reverse, in which pages back are read. */
    public <T> Order<T> eitherWay(Order<T> order) {
        return random.nextBoolean() ? order : order.reversed();
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
                    // Set in no call, and asked for all the same.
                    named("parent_call_cid", core.cid().toString()),
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

        /** What the field of this name has. */
        Stream<Value> values(String field) {
            return field.startsWith(Field.CUSTOM_PREFIX)
                    ? CustomData.values(custom, field.substring(Field.CUSTOM_PREFIX.length()))
                            .map(value -> value instanceof Value.Text text ? new Value.Text(askable(text.text())) : value)
                    : values.stream().filter(named -> named.field.equals(field)).map(Named::value);
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
        if (negating && random.nextInt(10) == 0) {
            return new Filter.Not(filter(table, samples, 0));
        }
        Sample sample = samples.get(random.nextInt(samples.size()));
        List<Named> custom = new ArrayList<>();
        CustomData.visit(sample.custom, (path, value) -> {
            // The empty path is one no request can write.
            if (!path.isEmpty()) {
                value.ifPresent(v -> custom.add(new Named(oddly("custom." + path), v)));
            }
        });
        List<Named> pool = !custom.isEmpty() && random.nextInt(2) == 0 ? custom : sample.values;
        return leaf(table, pool.get(random.nextInt(pool.size())), samples);
    }

    /** The name of the field, or now and then one beside it. */
    private String oddly(String name) {
        return switch (random.nextInt(20)) {
            case 0 -> name + ".";
            case 1 -> name + ".b";
            case 2 -> name.lastIndexOf('.') > Field.CUSTOM_PREFIX.length() ? name.substring(0, name.lastIndexOf('.')) : name;
            default -> name;
        };
    }

    private Filter leaf(FieldTable table, Named hit, List<Sample> samples) {
        FieldTable.Entry entry = table.find(hit.field).orElseThrow();
        Field field = entry.field();
        Operator operator = entry.operators().get(random.nextInt(entry.operators().size()));
        return switch (operator) {
            case EXISTS -> new Filter.Exists(optional(table, field), random.nextBoolean());
            case IN -> in(field, hit, samples);
            case NIN -> new Filter.Not(in(field, hit, samples));
            case EQ -> new Filter.Compare(field, Filter.Relation.EQ, near(hit.value));
            case NE -> new Filter.Not(new Filter.Compare(field, Filter.Relation.EQ, near(hit.value)));
            case GT -> new Filter.Compare(field, Filter.Relation.GT, near(hit.value));
            case GTE -> new Filter.Compare(field, Filter.Relation.GTE, near(hit.value));
            case LT -> new Filter.Compare(field, Filter.Relation.LT, near(hit.value));
            case LTE -> new Filter.Compare(field, Filter.Relation.LTE, near(hit.value));
            case CONTAINS -> new Filter.And(operands(hit, samples).stream()
                    .<Filter>map(value -> new Filter.Compare(field, Filter.Relation.EQ, value)).toList());
            case Q -> new Filter.Words(field, words(hit, samples, false));
            case AUTOCOMPLETE -> new Filter.Words(field, words(hit, samples, true));
        };
    }

    /** Some words of the text, out of order and with others, perhaps written another way. */
    private WordSearch words(Named hit, List<Sample> samples, boolean unfinished) {
        List<String> words = new ArrayList<>();
        operands(hit, samples).forEach(value -> words.addAll(
                value instanceof Value.Text text ? some(Words.of(text.text())) : List.of("x", "é")));
        if (unfinished && !words.isEmpty()) {
            words.add(half(words.removeLast()));
        }
        String text = random.nextInt(4) == 0 && hit.value instanceof Value.Text whole ? whole.text() : String.join(" - ", words);
        return new WordSearch(new Value.Text(askable(random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT))), unfinished);
    }

    private List<String> some(List<String> words) {
        List<String> some = new ArrayList<>(words);
        Collections.shuffle(some, Random.from(random));
        return some.subList(0, Math.min(some.size(), random.nextInt(4)));
    }

    private Filter in(Field field, Named hit, List<Sample> samples) {
        return new Filter.In(field, operands(hit, samples));
    }

    /** The value, and perhaps others that the field has. */
    private List<Value> operands(Named hit, List<Sample> samples) {
        List<Value> values = new ArrayList<>(List.of(near(hit.value)));
        for (int i = random.nextInt(3); i > 0; i--) {
            samples.get(random.nextInt(samples.size())).values(hit.field).findAny().ifPresent(values::add);
        }
        return values;
    }

    /** A field that may well not be set. */
    private Field optional(FieldTable table, Field field) {
        return table == FieldTable.CALLS && random.nextBoolean()
                ? table.field(List.of("team", "parent_call_cid", "starts_at", "ended_at").get(random.nextInt(4))) : field;
    }

    /** The value or one beside it; of a text no more than may be asked for. */
    private Value near(Value value) {
        boolean beside = random.nextInt(3) == 0;
        return switch (value) {
            case Value.Text text when !beside -> new Value.Text(askable(text.text()));
            case Value.Text text -> new Value.Text(askable(switch (random.nextInt(4)) {
                case 0 -> text.text() + "\u0001";
                case 1 -> "";
                case 2 -> text.text().toUpperCase(Locale.ROOT);
                default -> half(text.text());
            }));
            case Value.Time time -> new Value.Time(time.nanos() + (beside ? random.nextInt(3) - 1 : 0));
            case Value.Flag flag -> new Value.Flag(flag.set() != beside);
            case Value.Number number -> new Value.Number(number.number() + (beside ? random.nextInt(3) - 1 : 0));
        };
    }

    private static String half(String text) {
        return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
    }

    private static String askable(String text) {
        return text.substring(0, Math.min(text.length(), FilterLimit.TEXT.most()));
    }
}
