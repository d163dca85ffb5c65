/**
 * All that is kept of an account, for its owner to take along: put together from what the modules hand out, written as
 * it is read, and held whole nowhere.
 */
package dev.gatehouse.web.export;
