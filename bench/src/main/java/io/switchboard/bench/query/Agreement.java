package io.switchboard.bench.query;

import io.switchboard.bench.load.QueryWorkload;
import io.switchboard.bench.run.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether two servers give the same answers; where they do not, the run has failed. One thread. */
final class Agreement {

    private final Interview ours;
    private final Interview theirs;
    private final Console console;
    private int compared;

    Agreement(Interview ours, Interview theirs, Console console) {
        this.ours = ours;
        this.theirs = theirs;
        this.console = console;
    }

    /** A shape as each of the two is asked, with what a right answer holds. */
    record Agreed(Shape shape, List<QueryWorkload.Asked> ours, List<QueryWorkload.Asked> theirs) {
    }

    /** Asks both every question of the shape and compares the answers, calls, members, users and all. */
    Agreed on(Shape shape) {
        List<String> ourBodies = ours.bodies(shape);
        List<String> theirBodies = theirs.bodies(shape);
        List<QueryWorkload.Asked> ourAsked = new ArrayList<>();
        List<QueryWorkload.Asked> theirAsked = new ArrayList<>();
        for (int i = 0; i < ourBodies.size(); i++) {
            JsonNode answer = ours.ask(ourBodies.get(i));
            difference(answer, theirs.ask(theirBodies.get(i))).ifPresent(what ->
                    console.complain(shape.title() + ": " + what));
            compared++;
            String sign = sign(answer);
            ourAsked.add(new QueryWorkload.Asked(ourBodies.get(i), sign));
            theirAsked.add(new QueryWorkload.Asked(theirBodies.get(i), sign));
        }
        return new Agreed(shape, ourAsked, theirAsked);
    }

    int compared() {
        return compared;
    }

    /** What differs, for people; empty when nothing does. */
    static Optional<String> difference(JsonNode ours, JsonNode theirs) {
        List<String> ourCids = cids(ours);
        List<String> theirCids = cids(theirs);
        if (!ourCids.equals(theirCids)) {
            return Optional.of("Switchboard finds " + ourCids + ", the twin " + theirCids);
        }
        if (ours.has("next") != theirs.has("next")) {
            return Optional.of("only one of the two says that more calls follow");
        }
        for (int i = 0; i < ourCids.size(); i++) {
            if (!ours.at("/calls/" + i).equals(theirs.at("/calls/" + i))) {
                return Optional.of("Switchboard shows " + ours.at("/calls/" + i) + ", the twin "
                        + theirs.at("/calls/" + i));
            }
        }
        return Optional.empty();
    }

    private static List<String> cids(JsonNode answer) {
        List<String> cids = new ArrayList<>();
        answer.path("calls").forEach(state -> cids.add(state.at("/call/cid").asString()));
        return cids;
    }

    /** In a window only the first call is looked for: reading all of an answer would cost the generator too much. */
    private static String sign(JsonNode answer) {
        List<String> cids = cids(answer);
        return cids.isEmpty() ? QueryWorkload.ANY_ANSWER + "]" : "\"cid\":\"" + cids.getFirst() + "\"";
    }
}
