package dev.gatehouse.web.security;

/**
 * Whose page session a request brings.
 *
 * @param lacksFactor whether the owner must have a second factor by now and has none, so that the session opens nothing
 */
record CookieOwner(Caller caller, boolean lacksFactor) {}
