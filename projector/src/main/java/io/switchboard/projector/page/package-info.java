/**
 * In which order answers come and how a client walks through them page by page.
 *
 * <p>Pages are keyset pages: a {@link io.switchboard.projector.page.Cursor} holds the sort values of the last row a
 * client has seen, so a page costs the same wherever it lies, and rows written meanwhile neither repeat nor hide
 * others.
 */
package io.switchboard.projector.page;
