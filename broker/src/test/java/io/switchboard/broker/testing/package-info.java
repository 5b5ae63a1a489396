/** The Kafka that tests of every module run against. Published as this module's test-jar, never shipped. */
package io.switchboard.broker.testing;
