/**
 * Who is signed in: sessions, refresh tokens, page sessions, access tokens and the keys that sign them.
 *
 * <p>Knows accounts only by their id. Depends on {@code audit}; {@code auth} depends on it.
 */
package dev.gatehouse.session;
