/** Accounts from other systems, with the password hashes that they bring. */
package dev.gatehouse.auth.internal.userimport;
