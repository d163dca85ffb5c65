/** Secrets in mailed links: single use, the newest only, stored as hashes. */
package dev.gatehouse.auth.internal.token;
