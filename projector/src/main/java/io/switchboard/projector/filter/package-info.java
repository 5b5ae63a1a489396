/**
 * The filter language of the query endpoints: which calls, or which members of a call, somebody asks for.
 *
 * <p>{@link io.switchboard.projector.filter.FilterParser} turns a request's JSON into a
 * {@link io.switchboard.projector.filter.Filter}, a small closed tree, or into a
 * {@link io.switchboard.projector.filter.FilterProblem} that names the field and what it allows. The tree has two
 * readers: {@link io.switchboard.projector.filter.Evaluator}, slow and plain, which looks at one thing at a time
 * and says what a filter means; and the index, which must agree with it. What is easily read in two ways, such as the
 * words of a text, is therefore read in one place ({@link io.switchboard.projector.filter.Words}). A new operator is an
 * {@link io.switchboard.projector.filter.Operator}, named by lines of
 * {@link io.switchboard.projector.filter.FieldTable}; with a new leaf in the tree the compiler points at both readers.
 *
 * <p>Nothing here knows Kafka, Lucene, HTTP or a clock.
 */
package io.switchboard.projector.filter;
