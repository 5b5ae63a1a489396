/**
 * A single-node Kafka (KRaft controller and broker in one) that lives inside this JVM.
 *
 * <p>{@link io.switchboard.broker.EmbeddedBroker} is the entrance: give it a data directory and a port, get
 * bootstrap servers back. {@link io.switchboard.broker.BrokerSettings} holds every broker setting that Switchboard
 * relies on, with the reason beside it; a cluster that Switchboard does not start itself needs the required ones.
 *
 * <p>What "acknowledged" means here: a record is in the kernel's page cache, as with any Kafka whose
 * {@code log.flush.*} is left alone. The end of the process, {@code kill -9} included, loses nothing, because the page
 * cache belongs to the kernel. A power cut or a kernel panic can lose what the kernel had not written yet; the settings
 * bound that to about one second. Who needs more runs a replicated Kafka and points the services at it.
 */
package io.switchboard.broker;
