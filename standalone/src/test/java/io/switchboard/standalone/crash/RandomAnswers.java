package io.switchboard.standalone.crash;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterJson;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.testing.RandomQuestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random filters, sorts and page walks over HTTP, while nobody writes, against looking at every call of the log. */
final class RandomAnswers {

    private static final int QUESTIONS = 25;
    private static final int MOST = 100;

    private final Api api;
    private final Server server;
    private final Oracle oracle;
    private final RandomGenerator random;
    private final RandomQuestions questions;
    private final List<String> breaches = new ArrayList<>();

    private RandomAnswers(Api api, Server server, Oracle oracle, RandomGenerator random) {
        this.api = api;
        this.server = server;
        this.oracle = oracle;
        this.random = random;
        this.questions = RandomQuestions.ofRequests(random);
    }

    /** Answers that are not the log's. */
    static List<String> breaches(Api api, Server server, Oracle oracle, RandomGenerator random)
            throws IOException, InterruptedException {
        RandomAnswers answers = new RandomAnswers(api, server, oracle, random);
        List<Call> calls = List.copyOf(oracle.calls().values());
        for (int n = 0; n < QUESTIONS; n++) {
            answers.compareCalls(answers.questions.callFilter(calls), answers.questions.callOrder());
            Call call = calls.get(random.nextInt(calls.size()));
            answers.compareMembers(call, answers.questions.memberFilter(call), answers.questions.memberOrder());
        }
        return answers.breaches;
    }

    private void compareCalls(Filter filter, Order<CallCore> order) throws IOException, InterruptedException {
        List<String> found = walk("/video/calls", question(filter, order.keys(), 1 + random.nextInt(MOST)), "calls",
                "/call/cid");
        List<String> expected = oracle.calls(filter, order, Optional.empty(), Integer.MAX_VALUE).stream()
                .map(core -> core.cid().toString()).toList();
        compare("calls " + filter + " " + order.keys(), found, expected);
    }

    private void compareMembers(Call call, Filter filter, Order<Member> order) throws IOException, InterruptedException {
        ObjectNode question = question(filter, order.keys(), 1 + random.nextInt(4));
        question.put("type", call.core().cid().type()).put("id", call.core().cid().id());
        List<String> found = walk("/video/call/members", question, "members", "/user_id");
        List<String> expected = oracle.members(call.core().cid(), filter, order, Optional.empty(), Integer.MAX_VALUE)
                .stream().map(Member::userId).toList();
        compare("members of " + call.core().cid() + " " + filter + " " + order.keys(), found, expected);
    }

    private void compare(String question, List<String> found, List<String> expected) {
        if (!found.equals(expected)) {
            breaches.add(question + " answers " + found + ", the log has " + expected);
        }
    }

    private static ObjectNode question(Filter filter, List<SortKey> sort, int limit) {
        ObjectNode question = EventJson.mapper().createObjectNode().put("limit", limit);
        question.set("filter_conditions", FilterJson.write(filter));
        sort.forEach(key -> question.withArray("sort").addObject().put("field", key.field())
                .put("direction", key.descending() ? -1 : 1));
        return question;
    }

    private List<String> walk(String path, ObjectNode question, String rows, String name)
            throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        JsonNode next;
        do {
            Api.Answer page = api.insist(server, new Api.Request("POST", path, question.toString(), Map.of()));
            if (!page.succeeded()) {
                breaches.add(question + " is answered " + page);
            }
            page.body().path(rows).forEach(row -> found.add(row.at(name).stringValue()));
            next = page.body().path("next");
            question.set("next", next);
        } while (next.isString());
        return found;
    }
}
