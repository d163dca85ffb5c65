/** An account's second factors as a whole: which there are, what is typed for them, how they come and go. */
package dev.gatehouse.auth.internal.factor;
