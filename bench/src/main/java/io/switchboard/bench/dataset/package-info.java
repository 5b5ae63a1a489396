/**
 * The data of the query benchmark: a million calls as a genuine event log, and the same calls as rows for the twin.
 *
 * <p>Every call is a pure function of the seed and its number. Its events are encoded and chained by Switchboard's own
 * codec and folded by Switchboard's own fold; what the fold makes of them is what PostgreSQL gets, so the two cannot
 * hold different data.
 */
package io.switchboard.bench.dataset;
