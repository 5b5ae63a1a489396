/** Whoever was answered finds what he wrote: commands over HTTP, each followed at once by a query that must show it. */
package io.switchboard.standalone.visibility;
