/**
 * What they keep: files, the quotas that bound them and the backends that hold them.
 *
 * <p>Knows accounts only by their id. Depends on {@code audit}; the root package is the module's API, {@code internal}
 * is closed.
 */
package dev.gatehouse.storage;
