package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.command.app.AppMachine;
import io.switchboard.command.app.AppReply;
import io.switchboard.command.call.CallMachine;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeMachine;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserMachine;
import io.switchboard.command.user.UserReply;
import io.switchboard.command.user.UserTable;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.DecodedAppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.DecodedCallTypes;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.events.user.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The real state machines behind the HTTP front, over rows in memory and one lock instead of a log. */
final class MemoryWriters implements Calls, Users, CallTypeDirectory, AppDirectory {

    private final CallMachine callMachine = new CallMachine(EventCodec.standard(), now -> UUID.randomUUID().toString());
    private final UserMachine userMachine = new UserMachine();
    private final MemoryRows callRows = new MemoryRows();
    private final MemoryRows userRows = new MemoryRows();
    private final CallTypeMachine typeMachine = new CallTypeMachine();
    private final MemoryRows typeRows = new MemoryRows();
    private final DecodedCallTypes decoded = new DecodedCallTypes();
    private final AppMachine appMachine = new AppMachine();
    private final MemoryRows appRows = new MemoryRows();
    private final DecodedAppSettings settings = new DecodedAppSettings();
    private final List<LogRecord> log = new ArrayList<>();

    @Override
    public synchronized CallReply submit(CallRequest request) {
        return run(callMachine, request, callRows);
    }

    @Override
    public synchronized UserReply submit(UserCommand command) {
        return run(userMachine, command, userRows);
    }

    @Override
    public synchronized Map<String, User> find(Collection<String> ids) {
        Map<String, User> found = new HashMap<>();
        ids.forEach(id -> new UserTable(userRows).user(id).ifPresent(user -> found.put(id, user)));
        return found;
    }

    @Override
    public synchronized Optional<User> look(String id) {
        return new UserTable(userRows).user(id);
    }

    @Override
    public synchronized CallTypeReply submit(CallTypeCommand command) {
        return run(typeMachine, command, typeRows);
    }

    @Override
    public synchronized AppReply submit(AppCommand command) {
        return run(appMachine, command, appRows);
    }

    @Override
    public synchronized AppSettings look() {
        return settings.of(AppMachine.document(appRows));
    }

    @Override
    public AppSettings currentSettings() {
        return look();
    }

    @Override
    public Optional<CallType> find(String name) {
        return current(name);
    }

    @Override
    public synchronized Optional<CallType> current(String name) {
        return decoded.type(name, CallTypeMachine.table(typeRows).document(name));
    }

    @Override
    public synchronized Map<String, CallType> current() {
        return decoded.all(CallTypeMachine.table(typeRows).all());
    }

    /** How many records were written so far. */
    synchronized int written() {
        return log.size();
    }

    private <C, R> R run(StateMachine<C, R> machine, C command, MemoryRows rows) {
        StateMachine.Step<R> step = machine.handle(command, rows);
        step.records().forEach(record -> {
            machine.replay(record, rows);
            log.add(record);
        });
        return step.reply().apply(rows);
    }
}
