/**
 * What a user may rely on when the process dies: the whole of Switchboard is killed under load, started again on the
 * same data, and everything that any client was ever told is held against the log.
 */
package io.switchboard.standalone.crash;
