/**
 * What happened: the append-only audit trail and its readers.
 *
 * <p>The root package is the module's API; {@code internal} is closed. Every other module records here, in the
 * transaction of the change it tells of; this module knows none of them.
 */
package dev.gatehouse.audit;
