package io.switchboard.projector.serving;

import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The shards of another instance, asked over HTTP; see {@link PeerServer}. */
record RemoteShards(HttpClient http, PeerCodec codec, Peering self, String address, Duration limit) implements Shards {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteShards.class);

    @Override
    public QueryOutcome<List<CallRow>> calls(CallsQuestion question, Map<Integer, Long> targets) {
        return ask(PeerServer.CALLS, targets, codec.write(question, targets), codec::callsOutcome);
    }

    @Override
    public QueryOutcome<List<Member>> members(MembersQuestion question, Map<Integer, Long> targets) {
        return ask(PeerServer.MEMBERS, targets, codec.write(question, targets), codec::membersOutcome);
    }

    @Override
    public <T> QueryOutcome<List<T>> rows(RowsQuestion<T> question, Map<Integer, Long> targets) {
        return ask(PeerServer.ROWS, targets, codec.write(question, targets),
                node -> codec.rowsOutcome(question.listing(), node));
    }

    @Override
    public QueryOutcome<Activity> activity(Map<Integer, Long> targets) {
        return ask(PeerServer.ACTIVITY, targets, codec.write(targets), codec::activityOutcome);
    }

    private <R> QueryOutcome<R> ask(String path, Map<Integer, Long> targets, ObjectNode question,
                                    Function<JsonNode, QueryOutcome<R>> read) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header(Peering.HEADER, self.token()).header("Content-Type", "application/json").timeout(limit)
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.mapper().writeValueAsBytes(question))).build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? told(read.apply(EventJson.mapper().readTree(response.body())))
                    : unreachable(targets, "it answered status " + response.statusCode());
        } catch (IOException | JacksonException e) {
            return unreachable(targets, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable(targets, "interrupted");
        }
    }

    private <R> QueryOutcome<R> told(QueryOutcome<R> outcome) {
        return outcome instanceof QueryOutcome.Answered<R> answered ? new QueryOutcome.Answered<>(answered.answer(),
                answered.position(), answered.explanation().at(address)) : outcome;
    }

    /** Where instances are, and what breaks between them, is for whoever runs them. */
    private <R> QueryOutcome<R> unreachable(Map<Integer, Long> targets, String why) {
        Set<Integer> partitions = new TreeSet<>(targets.keySet());
        LOG.warn("the instance at {} serves the partitions {} and cannot be asked: {}", address, partitions, why);
        return new QueryOutcome.Restoring<>("partitions " + partitions + " cannot be reached");
    }
}
