package io.switchboard.command.service;

import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeMachine;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.command.http.CallTypeDirectory;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.command.shard.ShardStore;
import io.switchboard.command.shard.Shards;
import io.switchboard.events.Topics;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.DecodedCallTypes;
import java.util.Map;
import java.util.Optional;

/** The call types in the shard of {@code call-types}, which every instance follows. Thread-safe. */
record StoredCallTypes(Shards<CallTypeCommand, CallTypeReply> shards, ShardStore store, DecodedCallTypes decoded)
        implements CallTypeDirectory {

    @Override
    public Optional<CallType> find(String name) {
        Optional<CallType> found = present(name);
        return found.isPresent() ? found : current(name);
    }

    @Override
    public Optional<CallType> current(String name) {
        catchUp();
        return present(name);
    }

    @Override
    public Map<String, CallType> current() {
        catchUp();
        return store.read(rows -> decoded.all(CallTypeMachine.table(rows).all()));
    }

    @Override
    public CallTypeReply submit(CallTypeCommand command) {
        return Answers.await(shards.submit(Topics.CALL_TYPES, command));
    }

    private Optional<CallType> present(String name) {
        return decoded.type(name, CallTypeMachine.table(store.committed()).document(name));
    }

    /** An owner that serves has everything. */
    private void catchUp() {
        if (shards.shard(0).lifecycle() != Lifecycle.SERVING) {
            Answers.caughtUp(shards.shard(0));
        }
    }
}
