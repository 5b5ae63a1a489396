package io.switchboard.command.service;

import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeMachine;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.command.http.CallTypeDirectory;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.DecodedCallTypes;
import java.util.Map;
import java.util.Optional;

/** The call types in the shard of {@code call-types}. Thread-safe. */
record StoredCallTypes(DocumentShard<CallTypeCommand, CallTypeReply> shard, DecodedCallTypes decoded)
        implements CallTypeDirectory {

    @Override
    public Optional<CallType> find(String name) {
        Optional<CallType> found = present(name);
        return found.isPresent() ? found : current(name);
    }

    @Override
    public Optional<CallType> current(String name) {
        shard.catchUp();
        return present(name);
    }

    @Override
    public Map<String, CallType> current() {
        shard.catchUp();
        return shard.read(rows -> decoded.all(CallTypeMachine.table(rows).all()));
    }

    @Override
    public CallTypeReply submit(CallTypeCommand command) {
        return shard.submit(command);
    }

    private Optional<CallType> present(String name) {
        return decoded.type(name, CallTypeMachine.table(shard.rows()).document(name));
    }
}
