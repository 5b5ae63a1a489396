/**
 * The one way in: routes, the pipeline every request takes (key, token, access, rate limit, body, handler, answer), and
 * the error body for everything that goes wrong, down to request lines Tomcat itself refuses. The only package here
 * that knows Spring and Tomcat.
 */
package io.switchboard.wire.http;
