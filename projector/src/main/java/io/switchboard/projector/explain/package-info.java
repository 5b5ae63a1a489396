/**
 * What a question took to answer: which way its rows were found, and where the time went. Only questions that ask to be
 * explained pay for it.
 */
package io.switchboard.projector.explain;
