/**
 * Who asks: the app's key, HS256 tokens, and what a token proves. Nothing here knows HTTP.
 */
package io.switchboard.wire.auth;
