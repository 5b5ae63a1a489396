package io.switchboard.command.user;

import io.switchboard.command.document.Changes;
import io.switchboard.command.document.DocumentMachine;
import io.switchboard.command.document.DocumentTable;
import io.switchboard.events.user.UserCodec;
import io.switchboard.wire.error.ApiError;

/** The state machine of the {@code users} topic: whole documents by user id. */
public final class UserMachine extends DocumentMachine<UserCommand, UserReply> {

    public UserMachine() {
        super(UserTable.TABLE);
    }

    @Override
    protected Changes decide(UserCommand command, DocumentTable documents) {
        UserTable users = new UserTable(documents);
        return new Changes.Written(command.upserts().stream()
                .flatMap(upsert -> UserDecider.decide(upsert, users.user(upsert.id()), command.now()).stream())
                .map(user -> new Changes.Document(user.id(), UserCodec.encode(user))).toList());
    }

    @Override
    protected UserReply done(UserCommand command, DocumentTable documents) {
        UserTable users = new UserTable(documents);
        return new UserReply.Done(command.upserts().stream().flatMap(u -> users.user(u.id()).stream()).toList());
    }

    @Override
    protected UserReply refused(ApiError error) {
        return new UserReply.Refused(error);
    }

    @Override
    protected void check(byte[] document) {
        UserCodec.decode(document);
    }
}
