/** The application's call types: what a command makes of them, and the state machine of their topic (contract 1.2). */
package io.switchboard.command.calltype;
