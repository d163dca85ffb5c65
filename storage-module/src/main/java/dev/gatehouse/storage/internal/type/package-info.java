/** What content is: told by its first bytes, held against what its name and its sender say. */
package dev.gatehouse.storage.internal.type;
