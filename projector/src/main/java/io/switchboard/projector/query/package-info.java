/**
 * What query-api may ask a projector: {@link io.switchboard.projector.query.CallQueries} and the values it takes and
 * gives. Everything else in this module is behind it.
 */
package io.switchboard.projector.query;
