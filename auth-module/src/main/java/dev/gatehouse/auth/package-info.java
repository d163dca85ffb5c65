/**
 * Who someone is: accounts, the passwords and addresses that prove them, sign-up and sign-in, and the mail about it.
 *
 * <p>Refusals are values ({@code …Outcome}); exceptions are for bugs and broken infrastructure. Depends on
 * {@code session} and {@code audit}.
 */
package dev.gatehouse.auth;
