/** The application's settings, as the {@code app-settings} topic holds them. */
package io.switchboard.events.app;
