/** The event log of the server under test, seen as a Kafka client sees it. */
package io.switchboard.bench.log;
