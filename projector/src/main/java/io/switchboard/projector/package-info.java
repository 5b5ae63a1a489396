/**
 * The read side: folds the log into rows and indexes, and answers questions from them.
 *
 * <p>Rooms, from the bottom up: {@code filter}, {@code page}, {@code listing}, {@code explain} and {@code query} say what
 * can be asked and answered, without knowing how; {@code rows}, {@code index}, {@code search}, {@code view} and
 * {@code store} are one shard, from the disk to the Kafka Streams store; {@code consistency} lets reads see writes;
 * {@code serving} answers from all shards of all instances; {@code service} is the process. A package needs only ones
 * below it.
 */
package io.switchboard.projector;
