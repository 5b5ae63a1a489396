/**
 * Measurements of Switchboard beside what it is compared with. Nothing here is shipped and nothing in the product
 * depends on it. {@link io.switchboard.bench.spine} holds the run behind {@code bench/run spine}; the other packages
 * are its instruments.
 */
package io.switchboard.bench;
