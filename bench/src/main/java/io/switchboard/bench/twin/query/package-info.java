/**
 * The twin of the query engine: {@code POST /video/calls} on PostgreSQL with indexes made for the shapes that are
 * asked.
 *
 * <p>Reading the request, the filter and the cursor, and writing the answer, is Switchboard's own code, so that what
 * differs is who finds the calls. In the twin's favour: a membership carries its call's creation time, custom fields
 * that are asked for are columns, user documents are kept decoded in memory, and it runs without anything written
 * beside.
 */
package io.switchboard.bench.twin.query;
