package io.switchboard.standalone.visibility;

import io.switchboard.events.Topics;
import io.switchboard.standalone.visibility.Pair.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What one client does, by dice. Everything it writes has a number of its own, so no old answer looks like a new one. */
final class PairDice {

    private static final int MEMBERS = 5;

    private final Random random;
    private final String client;
    private final int partitions;
    private String call = "";
    private int calls;
    private int number;
    private boolean ended;

    /** @param partitions of the call log; the last of them gets no call */
    PairDice(long seed, String client, int partitions) {
        this.random = new Random(seed);
        this.client = client;
        this.partitions = partitions;
    }

    Pair next() {
        number++;
        int dice = random.nextInt(100);
        if (call.isEmpty() || ended || dice < 20) {
            return create();
        } else if (dice < 50) {
            return update();
        } else if (dice < 75) {
            return member();
        } else if (dice < 80) {
            return removal();
        } else if (dice < 90) {
            return end();
        }
        return user();
    }

    private Pair create() {
        do {
            call = client + "-" + ++calls;
        } while (Topics.partition("default:" + call, partitions) == partitions - 1);
        ended = false;
        Request command = new Request("POST", path(), "{\"data\":{\"created_by_id\":\"" + client
                + "\",\"members\":[{\"user_id\":\"" + client + "\"}],\"custom\":" + custom() + "}}");
        Request query = switch (random.nextInt(3)) {
            case 0 -> calls("\"cid\":\"default:" + call + "\"");
            case 1 -> calls("\"members\":{\"$in\":[\"" + client + "\"]}");
            default -> calls(mark());
        };
        return new Pair(command, query, "\"custom\":" + custom(), true);
    }

    private Pair update() {
        return new Pair(new Request("PATCH", path(), "{\"custom\":" + custom() + "}"),
                calls(random.nextBoolean() ? mark() : "\"id\":\"" + call + "\""), "\"custom\":" + custom(), true);
    }

    private Pair member() {
        Request command = new Request("POST", path() + "/members", "{\"update_members\":[{\"user_id\":\""
                + (random.nextBoolean() ? client : person()) + "\",\"custom\":" + custom() + "}]}");
        return new Pair(command, members(random.nextBoolean() ? mark() : ""), "\"custom\":" + custom(), true);
    }

    private Pair removal() {
        String person = person();
        return new Pair(new Request("POST", path() + "/members", "{\"remove_members\":[\"" + person + "\"]}"),
                members(""), "\"user_id\":\"" + person + "\"", false);
    }

    private Pair end() {
        ended = true;
        boolean gone = random.nextBoolean();
        return new Pair(new Request("POST", path() + "/mark_ended", ""),
                calls((random.nextBoolean() ? "\"cid\":\"default:" : "\"id\":\"") + call
                        + "\",\"ended_at\":{\"$exists\":" + !gone + "}"),
                "\"id\":\"" + call + "\"", !gone);
    }

    private Pair user() {
        String name = client + " the " + number;
        Request command = new Request("POST", "/users",
                "{\"users\":{\"" + person() + "\":{\"id\":\"" + person() + "\",\"name\":\"" + name + "\"}}}");
        String filter = random.nextBoolean() ? "\"name\":\"" + name + "\"" : "\"id\":\"" + person() + "\"";
        return new Pair(command, new Request("GET", "/users?payload="
                + URLEncoder.encode("{\"filter_conditions\":{" + filter + "}}", StandardCharsets.UTF_8), ""),
                "\"name\":\"" + name + "\"", true);
    }

    /** Makes the users the client speaks of. */
    String users() {
        StringBuilder users = new StringBuilder("\"" + client + "\":{\"id\":\"" + client + "\"}");
        for (int n = 0; n < MEMBERS; n++) {
            users.append(",\"").append(client).append("-m").append(n).append("\":{\"id\":\"").append(client).append("-m")
                    .append(n).append("\"}");
        }
        return "{\"users\":{" + users + "}}";
    }

    private Request calls(String filter) {
        return new Request("POST", "/video/calls", "{\"filter_conditions\":{" + filter + "}}");
    }

    private Request members(String filter) {
        return new Request("POST", "/video/call/members",
                "{\"type\":\"default\",\"id\":\"" + call + "\",\"filter_conditions\":{" + filter + "}}");
    }

    private String path() {
        return "/video/call/default/" + call;
    }

    private String person() {
        return client + "-m" + number % MEMBERS;
    }

    private String custom() {
        return "{\"mark\":\"" + client + "." + number + "\"}";
    }

    private String mark() {
        return "\"custom.mark\":\"" + client + "." + number + "\"";
    }
}
