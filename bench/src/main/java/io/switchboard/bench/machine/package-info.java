/** The machine and the processes on it: starting and stopping them, what they use, what the disk can do. Linux only. */
package io.switchboard.bench.machine;
