/** A throw-away PostgreSQL cluster made with the binaries of the machine. */
package io.switchboard.bench.postgres;
