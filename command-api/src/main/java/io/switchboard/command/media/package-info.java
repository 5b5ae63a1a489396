/** The way to whatever carries media. Switchboard carries none; it only says where to go and lets people in there. */
package io.switchboard.command.media;
