/** The keys that sign access tokens, and the signing. */
package dev.gatehouse.session.internal.key;
