/** How often a caller may ask. */
package io.switchboard.wire.limits;
