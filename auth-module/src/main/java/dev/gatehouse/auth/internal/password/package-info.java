/** Passwords: what a new one must be like, how it is stored, and the gate in front of the costly part. */
package dev.gatehouse.auth.internal.password;
