/**
 * Reading requests: bytes to a bounded JSON tree, the tree field by field, and what may be an id or a time. Whatever
 * is refused is named.
 */
package io.switchboard.wire.json;
