package io.switchboard.command.app;

import io.switchboard.command.document.Changes;
import io.switchboard.command.document.DocumentMachine;
import io.switchboard.command.document.DocumentTable;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettingsCodec;
import io.switchboard.events.table.Rows;
import io.switchboard.wire.error.ApiError;
import java.util.Optional;

/** The state machine of the {@code app-settings} topic: one document. */
public final class AppMachine extends DocumentMachine<AppCommand, AppReply> {

    private static final byte TABLE = 's';

    public AppMachine() {
        super(TABLE);
    }

    /** The stored settings, encoded; none when nothing was ever set. */
    public static Optional<byte[]> document(Rows rows) {
        return new DocumentTable(rows, TABLE).document(AppSettings.NAME);
    }

    private static AppSettings settings(DocumentTable documents) {
        return documents.document(AppSettings.NAME).map(AppSettingsCodec::decode).orElseGet(AppSettings::defaults);
    }

    @Override
    protected Changes decide(AppCommand command, DocumentTable documents) {
        return AppDecider.decide(command, settings(documents));
    }

    @Override
    protected AppReply done(AppCommand command, DocumentTable documents) {
        return new AppReply.Done(settings(documents));
    }

    @Override
    protected AppReply refused(ApiError error) {
        return new AppReply.Refused(error);
    }

    @Override
    protected void check(byte[] document) {
        AppSettingsCodec.decode(document);
    }
}
