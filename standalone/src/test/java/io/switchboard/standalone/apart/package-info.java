/** The services as a cluster runs them: a Kafka, and each service as a process of its own. */
package io.switchboard.standalone.apart;
