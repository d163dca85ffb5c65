/** Sign-ins between the password and the session. */
package dev.gatehouse.auth.internal.challenge;
