/** Codes of authenticator apps (RFC 6238). */
package dev.gatehouse.auth.internal.totp;
