/** From a stream of bytes to an object on a backend, in one pass; what becomes of the object is the caller's. */
package dev.gatehouse.storage.internal.upload;
