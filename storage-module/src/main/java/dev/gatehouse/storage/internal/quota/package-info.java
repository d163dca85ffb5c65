/** The room that an account has: promised before the bytes come, taken when they are there, given back when not. */
package dev.gatehouse.storage.internal.quota;
