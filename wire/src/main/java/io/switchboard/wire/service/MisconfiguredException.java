package io.switchboard.wire.service;

/** What a service was told makes no sense. The message is one sentence for the operator. */
public final class MisconfiguredException extends RuntimeException {

    public MisconfiguredException(String sentence) {
        super(sentence);
    }
}
