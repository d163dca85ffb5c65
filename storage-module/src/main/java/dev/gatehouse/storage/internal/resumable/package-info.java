/**
 * Uploads that come in several requests. What a request brings becomes an object of its own, so that nothing is ever
 * appended to; at the end the pieces pass through the same intake as everything else. A piece is first stored and then
 * counted, by whoever holds the upload's lease.
 */
package dev.gatehouse.storage.internal.resumable;
