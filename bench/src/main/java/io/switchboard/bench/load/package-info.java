/**
 * The load generator: callers in a closed loop, or commands on a fixed schedule, over plain blocking sockets.
 *
 * <p>The generator shares two cores with what it measures, so it must cost little. Each connection is one platform
 * thread with a blocking socket; a request is one write, an answer is parsed in place in one reused buffer, latencies
 * go to a histogram of the caller's own. Every answer is checked: a wrong status or an answer that does not say what
 * was asked for counts as refused and makes the run fail, so a server cannot look fast by failing fast.
 */
package io.switchboard.bench.load;
