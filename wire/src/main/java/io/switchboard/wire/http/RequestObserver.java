package io.switchboard.wire.http;

/** Learns how every request to an operation ended. Called on the request's thread; must be quick and not throw. */
@FunctionalInterface
interface RequestObserver {

    void answered(String operation, int status, long nanos);
}
