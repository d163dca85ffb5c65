/** Whether somebody who is signed in may change a credential. */
package dev.gatehouse.auth.internal.proof;
