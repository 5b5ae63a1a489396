/**
 * {@code bench/run spine}: Switchboard, its PostgreSQL twin and raw produce, side by side in one run.
 *
 * <p>Start-up and idle cost are measured while nothing else runs. Then all servers are up at once and the load visits
 * them in turn: phase by phase, server by server, and in the opposite order in the next round, so that drift of a
 * shared machine falls on all alike. Before each window the disk is synced and the servers must have come to rest.
 */
package io.switchboard.bench.spine;
