package io.switchboard.bench.load;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The work of the comparison on one server: create a call with two members, then change a member's role on calls
 * created before. Ids are unique per instance, so runs against the same data do not meet. Thread-safe.
 */
public final class CallWorkload {

    private static final int USERS_PER_REQUEST = 100;
    static final byte[] CREATED = "\"created\":true".getBytes(StandardCharsets.UTF_8);

    private final Endpoint endpoint;
    private final int users;
    private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final AtomicLong calls = new AtomicLong();
    private final CreatedCalls created = new CreatedCalls();

    /** @param users how many users the calls are spread over; at least 2 */
    public CallWorkload(Endpoint endpoint, int users) {
        this.endpoint = endpoint;
        this.users = users;
    }

    public CreatedCalls created() {
        return created;
    }

    /**
     * Makes the users, all of them.
     *
     * @throws BenchFailure when the server does not answer each request with 201
     */
    public void createUsers() {
        try (HttpConnection connection = new HttpConnection(endpoint)) {
            for (int first = 0; first < users; first += USERS_PER_REQUEST) {
                List<String> batch = new ArrayList<>();
                for (int i = first; i < Math.min(users, first + USERS_PER_REQUEST); i++) {
                    batch.add("\"%1$s\":{\"id\":\"%1$s\",\"name\":\"User %2$d\"}".formatted(user(i), i));
                }
                String body = "{\"users\":{" + String.join(",", batch) + "}}";
                Answer answer = connection.exchange(endpoint.post("/users", body));
                if (answer.status() != 201) {
                    throw new BenchFailure(endpoint + " refuses the users of the benchmark: " + describe(answer));
                }
            }
        } catch (IOException broken) {
            throw new BenchFailure(endpoint + " cannot be given the users of the benchmark: " + broken.getMessage(),
                    broken);
        }
    }

    /** Creates one call per operation, with two members, as an application's server does. */
    public Workload creates() {
        return (index, of) -> new HttpOperation(new HttpConnection(endpoint)) {
            @Override
            public Outcome perform() throws IOException {
                NewCall call = nextCall();
                Outcome outcome = outcome(connection().exchange(create(call)), CREATED);
                if (outcome instanceof Outcome.Accepted) {
                    created.add(call.id(), call.member());
                }
                return outcome;
            }
        };
    }

    /**
     * Changes one member's role per operation. Each caller has calls of its own, so that callers do not queue for the
     * same call.
     *
     * @throws IllegalStateException from the returned workload when fewer calls were created than there are callers
     */
    public Workload roleChanges() {
        return (index, of) -> {
            int known = created.size();
            if (known < of) {
                throw new IllegalStateException("only " + known + " calls for " + of + " callers: create some first");
            }
            return new HttpOperation(new HttpConnection(endpoint)) {
                private int next = index;

                @Override
                public Outcome perform() throws IOException {
                    CreatedCalls.Entry call = created.at(next).orElseThrow();
                    next = next + of < known ? next + of : index;
                    String role = call.nextRole();
                    Answer answer = connection().exchange(endpoint.post("/video/call/default/" + call.id() + "/members",
                            "{\"update_members\":[{\"user_id\":\"%s\",\"role\":\"%s\"}]}".formatted(call.member(), role)));
                    return outcome(answer, ("\"role\":\"" + role + "\"").getBytes(StandardCharsets.UTF_8));
                }
            };
        };
    }

    /** A call about to be created: its id and the two users in it. */
    record NewCall(String id, String creator, String member) {
        String cid() {
            return "default:" + id;
        }
    }

    NewCall nextCall() {
        long n = calls.getAndIncrement();
        // A stride prime to the number of users would do; spreading by a multiplied hash does not depend on it.
        int creator = (int) Long.remainderUnsigned(n * 0x9E3779B97F4A7C15L >>> 16, users);
        return new NewCall("bench-" + run + "-" + n, user(creator), user((creator + 1) % users));
    }

    Request create(NewCall call) {
        return endpoint.post("/video/call/default/" + call.id(), """
                {"data":{"created_by_id":"%1$s","members":[{"user_id":"%1$s","role":"admin"},{"user_id":"%2$s"}],\
                "custom":{"color":"blue"}}}""".formatted(call.creator(), call.member()));
    }

    private static String user(int number) {
        return "bench-user-" + number;
    }

    static Outcome outcome(Answer answer, byte[] mustSay) {
        return answer.status() == 201 && answer.contains(mustSay)
                ? new Outcome.Accepted(answer.length())
                : new Outcome.Refused(describe(answer));
    }

    static String describe(Answer answer) {
        String text = answer.text();
        return answer.status() + " " + text.substring(0, Math.min(300, text.length()));
    }
}
