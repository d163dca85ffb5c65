/** What opens an account and where its mail goes: reset, changed, put back and taken away, and the links that do it. */
package dev.gatehouse.auth.internal.credential;
