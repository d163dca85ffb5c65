/** Files on their way from one backend to another. */
package dev.gatehouse.storage.internal.move;
