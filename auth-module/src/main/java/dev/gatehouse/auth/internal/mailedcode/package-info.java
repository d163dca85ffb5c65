/** Codes by mail as a second step. */
package dev.gatehouse.auth.internal.mailedcode;
