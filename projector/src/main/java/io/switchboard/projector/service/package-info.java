/** The projector as a process of its own, without Spring: environment, logging, signals. */
package io.switchboard.projector.service;
