/**
 * What besides calls and members a shard can list: the sessions of calls, and what was said about their quality. Each
 * {@link io.switchboard.projector.listing.Listing} says which rows there are, what they can be filtered and sorted by.
 */
package io.switchboard.projector.listing;
