/** Passwords and addresses that are reset, changed and put back, and the links that do it. */
package dev.gatehouse.auth.internal.recovery;
