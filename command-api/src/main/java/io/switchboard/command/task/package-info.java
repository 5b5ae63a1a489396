/** What became of work that was asked for in a batch. */
package io.switchboard.command.task;
