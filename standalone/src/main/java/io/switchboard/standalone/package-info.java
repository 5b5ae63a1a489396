/**
 * The whole of Switchboard in one process, and the {@code switchboard} command.
 *
 * <p>{@link io.switchboard.standalone.Main} reads the command line. {@code up} claims the data folder, settles the
 * credentials, starts the embedded broker and then {@link io.switchboard.standalone.StandaloneApplication} against it;
 * on the way down HTTP stops first and the broker last.
 */
package io.switchboard.standalone;
