package io.switchboard.command.document;

import io.switchboard.command.request.RequestMemory;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.events.table.Rows;
import io.switchboard.wire.error.ApiError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine of a compacted topic. Since a document cannot say through which request it came, the record's
 * headers do. What a command means is for the subclass to say, in pure functions.
 *
 * @param <C> commands
 * @param <R> replies
 */
public abstract class DocumentMachine<C extends DocumentCommand, R> implements StateMachine<C, R> {

    private static final String ACTOR = "actor";
    private static final String REQUEST_ID = "requestid";
    private static final String REQUEST_HASH = "requesthash";

    private final RequestMemory memory = new RequestMemory();
    private final byte table;

    /** @param table the first byte of the rows' keys */
    protected DocumentMachine(byte table) {
        this.table = table;
    }

    /** What a new command changes. */
    protected abstract Changes decide(C command, DocumentTable documents);

    /** The answer to a command that has happened, now or earlier, from the documents as they are after it. */
    protected abstract R done(C command, DocumentTable documents);

    protected abstract R refused(ApiError error);

    /** @throws io.switchboard.events.codec.CorruptEventException when these bytes are no document of this topic */
    protected abstract void check(byte[] document);

    @Override
    public final Step<R> handle(C command, Rows rows) {
        return switch (changes(command, rows)) {
            case Changes.Refused refused -> new Step<>(List.of(), after -> refused(refused.error()));
            case Changes.Written written -> new Step<>(records(command, written.documents()),
                    after -> done(command, new DocumentTable(after, table)));
        };
    }

    @Override
    public final void replay(LogRecord record, Rows rows) {
        check(record.value());
        new DocumentTable(rows, table).put(record.key(), record.value());
        Map<String, String> headers = record.headers();
        if (headers.containsKey(REQUEST_ID)) {
            memory.note(Actor.parse(headers.get(ACTOR)),
                    new RequestRef(headers.get(REQUEST_ID), headers.get(REQUEST_HASH)), false, record.time(), rows);
        }
    }

    @Override
    public final Optional<Instant> nextDue(Rows rows) {
        return Optional.empty();
    }

    @Override
    public final List<C> due(Instant now, int limit, Rows rows) {
        return List.of();
    }

    private Changes changes(C command, Rows rows) {
        return switch (memory.recall(command.actor(), command.request(), command.now(), rows)) {
            case CLASH -> new Changes.Refused(RequestMemory.CLASH);
            case REPEATED, REPEATED_CREATION -> new Changes.Written(List.of());
            case NEW -> decide(command, new DocumentTable(rows, table));
        };
    }

    private List<LogRecord> records(C command, List<Changes.Document> documents) {
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                ACTOR, command.actor().toString(),
                REQUEST_ID, command.request().ref().id(),
                REQUEST_HASH, command.request().ref().hash());
        return documents.stream()
                .map(document -> new LogRecord(document.name(), document.value(), headers, command.now())).toList();
    }
}
