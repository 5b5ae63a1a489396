/**
 * A service as an operating system process: what it reads from its environment, how it says that it cannot start, how
 * it tells alive from ready, how it stops. The same for every service, so that operators learn it once.
 */
package io.switchboard.wire.service;
