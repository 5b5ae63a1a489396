package io.switchboard.command.calltype;

import io.switchboard.command.document.Changes;
import io.switchboard.command.document.DocumentMachine;
import io.switchboard.command.document.DocumentTable;
import io.switchboard.events.calltype.CallTypeCodec;
import io.switchboard.events.calltype.DecodedCallTypes;
import io.switchboard.events.table.Rows;
import io.switchboard.wire.error.ApiError;
import java.util.Optional;

/**
 * The state machine of the {@code call-types} topic: whole documents by name, over the built-in call types. A deleted
 * one stays as a document that says so.
 */
public final class CallTypeMachine extends DocumentMachine<CallTypeCommand, CallTypeReply> {

    private static final byte TABLE = 't';

    private final DecodedCallTypes types = new DecodedCallTypes();

    public CallTypeMachine() {
        super(TABLE);
    }

    /** The documents as rows: {@code 't' name → document}. */
    public static DocumentTable table(Rows rows) {
        return new DocumentTable(rows, TABLE);
    }

    @Override
    protected Changes decide(CallTypeCommand command, DocumentTable documents) {
        return CallTypeDecider.decide(command, types.type(command.name(), documents.document(command.name())));
    }

    @Override
    protected CallTypeReply done(CallTypeCommand command, DocumentTable documents) {
        if (command.action() instanceof CallTypeCommand.Delete) {
            return new CallTypeReply.Done(Optional.empty());
        }
        return types.type(command.name(), documents.document(command.name()))
                .<CallTypeReply>map(type -> new CallTypeReply.Done(Optional.of(type)))
                .orElseGet(() -> new CallTypeReply.Refused(CallTypeDecider.unknown(command.name())));
    }

    @Override
    protected CallTypeReply refused(ApiError error) {
        return new CallTypeReply.Refused(error);
    }

    @Override
    protected void check(byte[] document) {
        CallTypeCodec.decode(document);
    }
}
