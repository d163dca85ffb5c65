/** Sign-in with a password. */
package dev.gatehouse.auth.internal.login;
