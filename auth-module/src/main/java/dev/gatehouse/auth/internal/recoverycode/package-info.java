/** Codes for the day on which the phone is lost. */
package dev.gatehouse.auth.internal.recoverycode;
