package io.switchboard.command.user;

import io.switchboard.command.request.RequestMemory;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.events.table.Rows;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine of the {@code users} topic: whole documents by user id. Since a document cannot say through which
 * request it came, the record's headers do.
 */
public final class UserMachine implements StateMachine<UserCommand, UserReply> {

    private static final String ACTOR = "actor";
    private static final String REQUEST_ID = "requestid";
    private static final String REQUEST_HASH = "requesthash";

    private final RequestMemory memory = new RequestMemory();

    @Override
    public Step<UserReply> handle(UserCommand command, Rows rows) {
        RequestMemory.Recall recall = memory.recall(command.actor(), command.request(), command.now(), rows);
        if (recall == RequestMemory.Recall.CLASH) {
            return new Step<>(List.of(), after -> new UserReply.Refused(RequestMemory.CLASH));
        }
        List<LogRecord> records = recall == RequestMemory.Recall.REPEATED ? List.of()
                : changes(command, new UserTable(rows));
        return new Step<>(records, after -> {
            UserTable users = new UserTable(after);
            return new UserReply.Done(command.upserts().stream().flatMap(u -> users.user(u.id()).stream()).toList());
        });
    }

    @Override
    public void replay(LogRecord record, Rows rows) {
        User user = UserCodec.decode(record.value());
        new UserTable(rows).put(user.id(), record.value());
        Map<String, String> headers = record.headers();
        if (headers.containsKey(REQUEST_ID)) {
            memory.note(Actor.parse(headers.get(ACTOR)),
                    new RequestRef(headers.get(REQUEST_ID), headers.get(REQUEST_HASH)), false, record.time(), rows);
        }
    }

    @Override
    public Optional<Instant> nextDue(Rows rows) {
        return Optional.empty();
    }

    @Override
    public List<UserCommand> due(Instant now, int limit, Rows rows) {
        return List.of();
    }

    private static List<LogRecord> changes(UserCommand command, UserTable users) {
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                ACTOR, command.actor().toString(),
                REQUEST_ID, command.request().ref().id(),
                REQUEST_HASH, command.request().ref().hash());
        List<LogRecord> records = new ArrayList<>();
        for (UserCommand.UserUpsert upsert : command.upserts()) {
            UserDecider.decide(upsert, users.user(upsert.id()), command.now()).ifPresent(user ->
                    records.add(new LogRecord(user.id(), UserCodec.encode(user), headers, command.now())));
        }
        return records;
    }
}
