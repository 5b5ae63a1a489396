/**
 * The shard runtime: one writer per partition of the log, and what makes it the only one.
 *
 * <p>Read {@link io.switchboard.command.shard.Shard} first: it says why the whole is correct. It drives three things it
 * knows by interface only: a {@link io.switchboard.command.shard.StateMachine} (the domain), a
 * {@link io.switchboard.command.shard.ShardLog} (the truth; {@link io.switchboard.command.shard.KafkaShardLog} says what
 * a failed append means) and a {@link io.switchboard.command.shard.ShardStore} (rows that are always the fold of a
 * prefix of the log). {@link io.switchboard.command.shard.ShardRunner} gives it a thread,
 * {@link io.switchboard.command.shard.Shards} routes a key to its shard, and
 * {@link io.switchboard.command.shard.Ownership} turns group membership into hints.
 *
 * <p>The shard's logic has no thread, no clock and no randomness of its own, so that the tests can run it through
 * thousands of storms drawn from seeds.
 */
package io.switchboard.command.shard;
