/** Accounts as rows, and what their owners see and change of them. */
package dev.gatehouse.auth.internal.account;
