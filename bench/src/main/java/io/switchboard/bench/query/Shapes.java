package io.switchboard.bench.query;

import io.switchboard.bench.dataset.CallGenerator;
import io.switchboard.bench.dataset.DataSetSpec;
import io.switchboard.bench.dataset.DataSetWords;
import io.switchboard.bench.dataset.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The shapes that are measured, with operands that are there in the data; deterministic. */
final class Shapes {

    /** How many operands a shape has, where there is a choice. */
    private static final int OPERANDS = 50;
    private static final int DEEP_PAGE = 10_000;
    private static final int CIDS = 25;
    private static final int PREFIX = 3;
    private static final int SCORE_SPAN = 100;
    private static final List<String> TYPES = List.of("default", "livestream", "audio_room", "development");

    private final DataSetSpec spec;
    private final Population people;
    private final CallGenerator calls;
    private final List<Shape> shapes = new ArrayList<>();

    private Shapes(DataSetSpec spec) {
        this.spec = spec;
        this.people = new Population(spec.users());
        this.calls = new CallGenerator(spec);
    }

    static List<Shape> of(DataSetSpec spec) {
        Shapes all = new Shapes(spec);
        all.states();
        all.people();
        all.ranges();
        all.conjunctions();
        all.orders();
        all.pages();
        return List.copyOf(all.shapes);
    }

    private void states() {
        one("none", "no filter", Question.NO_FILTER, Question.USUAL_SORT);
        one("ongoing", "ongoing", "{\"ongoing\":true}", Question.USUAL_SORT);
        many("upcoming", "upcoming by starts_at", by("starts_at", 1), random ->
                "{\"starts_at\":{\"$gt\":\"" + spec.now().plusSeconds(random.nextInt(86_400)) + "\"}}");
    }

    private void people() {
        many("member-light", "members: a light user", Question.USUAL_SORT, random -> member(light(random)));
        add("member-heavy", "members: a heavy user", IntStream.range(0, Population.HEAVY)
                .mapToObj(heavy -> new Question(member(Population.id(heavy)), Question.USUAL_SORT)).toList());
        many("or", "creator or member", Question.USUAL_SORT, random -> {
            String user = random.nextBoolean() ? light(random) : Population.id(random.nextInt(people.size() / 2));
            return "{\"$or\":[{\"created_by_user_id\":\"" + user + "\"}," + member(user) + "]}";
        });
    }

    private void ranges() {
        many("team", "team and created range by updated_at", by("updated_at", -1), random -> {
            Instant from = spec.now().minus(Duration.ofHours(random.nextInt(24 * 30, 24 * 90)));
            return "{\"team\":\"" + DataSetWords.team(random) + "\",\"created_at\":{\"$gte\":\"" + from
                    + "\",\"$lt\":\"" + from.plus(Duration.ofDays(random.nextInt(2, 20))) + "\"}}";
        });
        many("prefix", "id prefix", Question.USUAL_SORT, random -> {
            int prefix = random.nextInt((1 << 4 * PREFIX) - 1);
            String digits = "%0" + PREFIX + "x";
            return "{\"id\":{\"$gte\":\"" + String.format(digits, prefix) + "\",\"$lt\":\""
                    + String.format(digits, prefix + 1) + "\"}}";
        });
        many("custom", "custom value and number range by starts_at", by("starts_at", 1), random -> {
            int score = DataSetWords.score(random);
            return "{\"custom.color\":\"" + DataSetWords.color(random) + "\",\"custom.score\":{\"$gte\":" + score
                    + ",\"$lt\":" + (score + SCORE_SPAN) + "}}";
        });
        many("cids", CIDS + " cids", Question.USUAL_SORT, random -> IntStream.range(0, CIDS)
                .mapToObj(i -> "\"" + calls.cid(random.nextInt(spec.calls())) + "\"")
                .collect(Collectors.joining(",", "{\"cid\":{\"$in\":[", "]}}")));
    }

    private void conjunctions() {
        add("live", "type, backstage and ongoing", TYPES.stream().flatMap(type -> IntStream.range(0, 2)
                .mapToObj(flag -> new Question("{\"type\":\"" + type + "\",\"backstage\":" + (flag == 1)
                        + ",\"ongoing\":true}", Question.USUAL_SORT))).toList());
        add("open", "not ended and one of two types", IntStream.range(0, TYPES.size())
                .mapToObj(i -> new Question("{\"ended_at\":null,\"type\":{\"$in\":[\"" + TYPES.get(i) + "\",\""
                        + TYPES.get((i + 1) % TYPES.size()) + "\"]}}", Question.USUAL_SORT)).toList());
        many("rare", "rare conjunction", Question.USUAL_SORT, random -> "{\"team\":\"" + DataSetWords.team(random)
                + "\",\"custom.color\":\"" + DataSetWords.color(random) + "\",\"type\":\"" + DataSetWords.type(random)
                + "\",\"backstage\":" + random.nextBoolean() + "}");
    }

    private void orders() {
        many("custom-cid", "custom value by cid", by("cid", 1), random ->
                "{\"custom.color\":\"" + DataSetWords.color(random) + "\"}");
        one("by-type", "by type", Question.NO_FILTER, by("type", 1));
        one("by-ended", "by ended_at", Question.NO_FILTER, by("ended_at", -1));
    }

    /** A data set that is too small for the deep page is asked for its last full page but one. */
    private void pages() {
        int last = Math.max(2, spec.calls() / Question.LIMIT - 1);
        IntStream.of(2, 100, DEEP_PAGE).map(page -> Math.min(page, last)).distinct().forEach(page ->
                shapes.add(new Shape("page-" + page, "page " + page + " of no filter", page,
                        List.of(new Question(Question.NO_FILTER, Question.USUAL_SORT)))));
    }

    private String light(SplittableRandom random) {
        return people.light(random.nextInt(people.lightUsers()));
    }

    private static String member(String user) {
        return "{\"members\":{\"$in\":[\"" + user + "\"]}}";
    }

    private static String by(String field, int direction) {
        return "[{\"field\":\"" + field + "\",\"direction\":" + direction + "}]";
    }

    private void one(String name, String title, String filter, String sort) {
        add(name, title, List.of(new Question(filter, sort)));
    }

    private void many(String name, String title, String sort, Function<SplittableRandom, String> filter) {
        SplittableRandom random = new SplittableRandom(spec.seed() ^ name.hashCode());
        add(name, title, IntStream.range(0, OPERANDS)
                .mapToObj(i -> new Question(filter.apply(random), sort)).toList());
    }

    private void add(String name, String title, List<Question> questions) {
        shapes.add(new Shape(name, title, 1, questions));
    }
}
