/** The application's settings, roles and push providers: what a command makes of them (contract 1.3, 1.4). */
package io.switchboard.command.app;
