/** The places where objects lie. */
package dev.gatehouse.storage.internal.backend;
