/**
 * {@code bench/run flat}: whether what a command costs depends on how much there is. The same commands go to calls of
 * different sizes in turn, so that drift of a shared machine falls on all alike, and what counts is the ratio to the
 * smallest.
 */
package io.switchboard.bench.flat;
