/** Timers as rows, so that they are part of a shard's state: rebuilt from the log, moved and disarmed by events. */
package io.switchboard.command.timer;
