package io.switchboard.command.user;

import io.switchboard.command.document.Changes;
import io.switchboard.command.document.DocumentMachine;
import io.switchboard.command.document.DocumentTable;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.List;

/** The state machine of the {@code users} topic: whole documents by user id. */
public final class UserMachine extends DocumentMachine<UserCommand, UserReply> {

    /** Patches add to a document, and everyone who follows users reads it whole. */
    private static final int MAX_DOCUMENT = 2 << 20;

    public UserMachine() {
        super(UserTable.TABLE);
    }

    @Override
    protected Changes decide(UserCommand command, DocumentTable documents) {
        UserTable users = new UserTable(documents);
        List<Changes.Document> written = new ArrayList<>();
        for (UserChange change : command.changes()) {
            switch (UserDecider.decide(change, users.user(change.id()), command.now())) {
                case UserDecider.Outcome.Changed changed -> {
                    Changes.Document document = document(changed.user());
                    if (document.value().length > MAX_DOCUMENT) {
                        return new Changes.Refused(ApiError.input("the user " + change.id() + " would take more than "
                                + MAX_DOCUMENT + " bytes"));
                    }
                    written.add(document);
                }
                case UserDecider.Outcome.Unchanged unchanged -> { }
                case UserDecider.Outcome.Refused refused -> {
                    return new Changes.Refused(refused.error());
                }
            }
        }
        return new Changes.Written(written);
    }

    @Override
    protected UserReply done(UserCommand command, DocumentTable documents) {
        UserTable users = new UserTable(documents);
        return new UserReply.Done(command.changes().stream().flatMap(change -> users.user(change.id()).stream())
                .map(user -> user.at(command.now())).toList());
    }

    @Override
    protected UserReply refused(ApiError error) {
        return new UserReply.Refused(error);
    }

    @Override
    protected void check(byte[] document) {
        UserCodec.decode(document);
    }

    private static Changes.Document document(User user) {
        return new Changes.Document(user.id(), UserCodec.encode(user));
    }
}
