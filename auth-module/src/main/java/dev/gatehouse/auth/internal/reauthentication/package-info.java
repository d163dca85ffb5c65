/** Owners who show again, in a session of theirs, that they are. */
package dev.gatehouse.auth.internal.reauthentication;
