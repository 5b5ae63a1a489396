/**
 * What answers look like: calls, members and users as contract §2 spells them, with time in the style of the path
 * family. Writes straight to a generator, so that a page of calls needs no tree in between.
 */
package io.switchboard.wire.render;
