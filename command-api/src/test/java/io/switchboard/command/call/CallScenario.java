package io.switchboard.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.request.RequestId;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Given/when/then over one call: commands run through the real machine over rows in memory, time stands where the
 * test put it, ids count up.
 */
final class CallScenario {

    static final Cid CID = new Cid("default", "standup");
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final EventCodec codec = EventCodec.standard();
    private final MemoryRows rows = new MemoryRows();
    private final List<LogRecord> log = new ArrayList<>();
    private final Map<String, Person> people = new HashMap<>();
    private int ids;
    private int requests;
    private CallMachine machine = new CallMachine(codec, now -> "event-" + ++ids);
    private Instant now = START;
    private Principal principal = new Principal.Server();
    private Optional<CallType> type = Optional.of(BuiltInCallTypes.byName().get("default"));
    private Optional<Long> version = Optional.empty();
    private AppRules app = AppRules.defaults();
    private RequestId request = nextRequest();
    private int logged;
    private CallReply reply;

    static CallScenario given() {
        return new CallScenario();
    }

    static ObjectNode json(String text) {
        return (ObjectNode) EventJson.mapper().readTree(text);
    }

    CallScenario users(String... ids) {
        List.of(ids).forEach(id -> people.putIfAbsent(id, Person.plain(id, "user")));
        return this;
    }

    /** A user of whom more is known. */
    CallScenario person(Person person) {
        people.put(person.id(), person);
        return this;
    }

    /** What the application's settings say. */
    CallScenario app(boolean multiTenant, boolean permissionChecksDisabled) {
        app = new AppRules(multiTenant, permissionChecksDisabled);
        return this;
    }

    /** A role of the call type has exactly these grants from now on. */
    CallScenario grant(String role, String... permissions) {
        CallType before = type.orElseThrow();
        Map<String, List<String>> grants = new HashMap<>(before.grants());
        grants.put(role, List.of(permissions));
        type = Optional.of(new CallType(before.name(), before.settings(), grants, before.createdAt(), before.updatedAt()));
        return this;
    }

    CallScenario callType(String name) {
        type = Optional.ofNullable(BuiltInCallTypes.byName().get(name));
        return this;
    }

    CallScenario asUser(String id, String... roles) {
        principal = new Principal.User(id, List.of(roles));
        return this;
    }

    CallScenario asServer() {
        principal = new Principal.Server();
        return this;
    }

    CallScenario after(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    CallScenario expecting(long expectedVersion) {
        version = Optional.of(expectedVersion);
        return this;
    }

    CallScenario underRequest(String id, String hash, boolean strict) {
        request = new RequestId(new RequestRef(id, hash), strict);
        return this;
    }

    /** A call created by john, who is known, with these members. */
    CallScenario call(String... members) {
        return users("john").users(members).when(Commands.create("john", members)).thenCreated();
    }

    CallScenario when(CallCommand command) {
        logged = log.size();
        String id = request.ref().id();
        CallCommand.Context context = new CallCommand.Context(CID, principal, now, type, app,
                user -> Optional.ofNullable(people.get(user)), version,
                new CallCommand.FreshIds("session of " + id, "device of " + id));
        return run(new CallRequest(command, context, request));
    }

    /** Everything that is due by now happens, as the shard would make it happen. */
    CallScenario whenDue() {
        logged = log.size();
        int before = logged;
        for (List<CallRequest> due = machine.due(now, 10, rows); !due.isEmpty(); due = machine.due(now, 10, rows)) {
            due.forEach(this::run);
        }
        logged = before;
        return this;
    }

    /** Another instance takes over, now. */
    CallScenario takenOver() {
        rebuilt();
        machine.serving(now, rows);
        return this;
    }

    private CallScenario run(CallRequest commanded) {
        logged = log.size();
        StateMachine.Step<CallReply> step = machine.handle(commanded, rows);
        step.records().forEach(record -> {
            machine.replay(record, rows);
            log.add(record);
        });
        reply = step.reply().apply(rows);
        request = nextRequest();
        version = Optional.empty();
        return this;
    }

    /** Forgets all local state and folds the log anew, as after the loss of a disk. */
    CallScenario rebuilt() {
        rows.all().clear();
        machine = new CallMachine(codec, instant -> "event-" + ++ids);
        log.forEach(record -> machine.replay(record, rows));
        return this;
    }

    /** Forgets all rows and folds the log anew, on the instance that still knows who was heard of. */
    CallScenario rebuiltWithLeases() {
        CallMachine kept = machine;
        rebuilt();
        machine = kept;
        return this;
    }

    CallScenario thenCreated() {
        assertThat(done().created()).isTrue();
        return this;
    }

    CallScenario thenNothingHappened() {
        assertThat(newEvents()).isEmpty();
        return this;
    }

    CallScenario thenEvents(CallEvent... expected) {
        assertThat(newEvents()).extracting(e -> e.envelope().event()).containsExactly(expected);
        return this;
    }

    CallScenario thenRefused(ErrorCode code, String reason) {
        assertThat(reply).isInstanceOfSatisfying(CallReply.Refused.class, refused -> {
            assertThat(refused.error().reason()).isEqualTo(reason);
            assertThat(refused.error().code()).isEqualTo(code);
        });
        return thenNothingHappened();
    }

    CallScenario thenRefused(ErrorCode code) {
        assertThat(reply).isInstanceOfSatisfying(CallReply.Refused.class,
                refused -> assertThat(refused.error().code()).isEqualTo(code));
        return thenNothingHappened();
    }

    /** The types of the new events, in order. */
    CallScenario thenHappened(String... types) {
        assertThat(newEvents()).extracting(e -> e.envelope().event().typeName()).containsExactly(types);
        return this;
    }

    /** When the next timer or lease is over. */
    Optional<Instant> nextDue() {
        return machine.nextDue(rows);
    }

    CallTable table() {
        return new CallTable(rows);
    }

    CallReply reply() {
        return reply;
    }

    CallReply.Done done() {
        assertThat(reply).isInstanceOf(CallReply.Done.class);
        return (CallReply.Done) reply;
    }

    List<StoredEvent> newEvents() {
        return log.subList(logged, log.size()).stream().map(record -> codec.decode(record.value())).toList();
    }

    List<LogRecord> log() {
        return log;
    }

    CallCore core() {
        return new CallTable(rows).core(CID).orElseThrow();
    }

    List<String> memberIds() {
        return new CallTable(rows).newestMembers(CID, 100).stream().map(Member::userId).toList();
    }

    private RequestId nextRequest() {
        return new RequestId(new RequestRef("request-" + ++requests, "hash"), false);
    }
}
