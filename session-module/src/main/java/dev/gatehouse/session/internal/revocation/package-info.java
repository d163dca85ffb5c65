/** Which access tokens no longer count, kept in memory. */
package dev.gatehouse.session.internal.revocation;
