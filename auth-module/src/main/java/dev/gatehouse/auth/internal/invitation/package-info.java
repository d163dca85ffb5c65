/** Accounts that wait for whoever has an address. */
package dev.gatehouse.auth.internal.invitation;
