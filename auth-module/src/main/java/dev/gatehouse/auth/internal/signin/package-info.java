/** What factors and challenges need to know of an account, whichever kind it is of. */
package dev.gatehouse.auth.internal.signin;
