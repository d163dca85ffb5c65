/** From the form of a stranger to an address that is proven. */
package dev.gatehouse.auth.internal.signup;
