/**
 * Answers questions from shards, wherever they are: those of this process
 * ({@link io.switchboard.projector.serving.LocalShards}) and those of others
 * ({@link io.switchboard.projector.serving.RemoteShards}, {@link io.switchboard.projector.serving.PeerServer}),
 * merged by {@link io.switchboard.projector.serving.MergedQueries}.
 */
package io.switchboard.projector.serving;
