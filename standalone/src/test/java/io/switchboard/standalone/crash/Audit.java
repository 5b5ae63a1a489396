package io.switchboard.standalone.crash;

import io.switchboard.standalone.crash.Journal.Seen;
import io.switchboard.standalone.crash.Journal.Settled;
import io.switchboard.standalone.crash.LogHistory.Document;
import io.switchboard.standalone.crash.LogHistory.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds what clients were told against the log. The log is right by definition; whoever was told something else was
 * told a lie. Used by one thread.
 */
final class Audit {

    private final Journal journal;
    private final LogHistory log;
    private final List<String> breaches = new ArrayList<>();

    private Audit(Journal journal, LogHistory log) {
        this.journal = journal;
        this.log = log;
    }

    /** Every breach of a promise, worst first; empty when all were kept. Needs all commands to be settled. */
    static List<String> breaches(Journal journal, LogHistory log) {
        Audit audit = new Audit(journal, log);
        audit.breaches.addAll(log.breaches());
        audit.checkRequests();
        journal.settled().forEach(audit::check);
        journal.seen().forEach(audit::check);
        audit.breaches.addAll(journal.complaints());
        return audit.breaches;
    }

    /** No event without a request that a client made, none twice, and no command without an end. */
    private void checkRequests() {
        Map<String, Command> begun = journal.begun();
        log.byRequest().forEach((key, places) -> {
            if (!begun.containsKey(key)) {
                breaches.add(places + " came from " + key + ", which nobody asked for");
            } else if (places.size() > 1) {
                breaches.add(begun.get(key) + " happened " + places.size() + " times: " + places);
            }
        });
        log.documents().forEach((user, documents) -> {
            Map<String, Integer> times = new HashMap<>();
            documents.forEach(document -> times.merge(document.requestId(), 1, Integer::sum));
            times.forEach((key, count) -> {
                // A command that also has to write its creator does so under a name that begins with its own.
                if (!begun.containsKey(key.split("/")[0])) {
                    breaches.add("user " + user + " was written by " + key + ", which nobody asked for");
                }
                if (count > 1) {
                    breaches.add("request " + key + " wrote user " + user + " " + count + " times");
                }
            });
        });
        if (journal.settled().size() != begun.size()) {
            breaches.add(begun.size() + " commands were begun and " + journal.settled().size() + " came to an end");
        }
    }

    private void check(Settled settled) {
        if (settled.command().kind() == Command.Kind.USER) {
            checkUser(settled);
            return;
        }
        List<Place> places = log.byRequest().getOrDefault(settled.command().key(), List.of());
        boolean traceFits = settled.answer().succeeded() ? switch (settled.command().kind().trace) {
            case ONE -> places.size() == 1;
            case AT_MOST_ONE -> places.size() <= 1;
            case SAID -> places.size() == (settled.answer().body().path("created").booleanValue() ? 1 : 0);
        } : places.isEmpty();
        if (!traceFits) {
            breaches.add(settled + " left " + places.size() + " events in the log: " + places);
        }
        if (settled.answer().succeeded()) {
            checkVersion(settled, places);
            checkShown(settled.toString(), settled.command().target(), settled.floor(), settled.answer().version(),
                    settled.shown().orElseThrow());
        }
    }

    /** It happened after everything that was known when it was first sent, and the answer knows of it. */
    private void checkVersion(Settled settled, List<Place> places) {
        long version = settled.answer().version().orElse(-1L);
        for (Place place : places) {
            boolean fits = settled.attempts() == 1 ? place.seq() == version : place.seq() <= version;
            if (!place.cid().equals(settled.command().target()) || place.seq() <= settled.floor() || !fits) {
                breaches.add(settled + " stands in the log as " + place);
            }
            settled.command().version().filter(asked -> asked != place.seq() - 1).ifPresent(asked ->
                    breaches.add(settled + " was for version " + asked + " only and stands in the log as " + place));
        }
    }

    private void check(Seen seen) {
        checkShown(seen.toString(), seen.cid(), seen.floor(), seen.version(), seen.shown());
    }

    private void checkShown(String what, String cid, long floor, Optional<Long> version, Shown shown) {
        List<CallImage> states = log.states(cid);
        if (version.isPresent()) {
            long v = version.get();
            if (v < Math.max(1, floor) || v > states.size() || !shown.agreesWith(states.get((int) v - 1))) {
                breaches.add(what + " does not show version " + v + " of " + states.size() + " in the log"
                        + (v < floor ? ", and a client had seen version " + floor : ""));
            }
        } else if (IntStream.rangeClosed((int) Math.max(1, floor), states.size())
                .noneMatch(v -> shown.agreesWith(states.get(v - 1)))) {
            breaches.add(what + " shows no version from " + floor + " to " + states.size() + " in the log");
        }
    }

    private void checkUser(Settled settled) {
        List<Document> documents = log.documents(settled.command().target());
        List<Integer> own = IntStream.range(0, documents.size())
                .filter(n -> documents.get(n).requestId().equals(settled.command().key())).boxed().toList();
        if (own.size() != 1) {
            breaches.add(settled + " wrote " + own.size() + " documents");
            return;
        }
        CallImage.UserImage shown = CallImage.UserImage.shown(
                settled.answer().body().path("users").path(settled.command().target()));
        int last = settled.attempts() == 1 ? own.getFirst() + 1 : documents.size();
        if (documents.subList(own.getFirst(), last).stream().noneMatch(d -> d.user().equals(shown))) {
            breaches.add(settled + " was answered with a document that the log does not have there");
        }
    }
}
