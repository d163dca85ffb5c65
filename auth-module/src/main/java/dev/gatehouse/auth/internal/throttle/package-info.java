/** Failed secrets, counted over every channel that checks one. */
package dev.gatehouse.auth.internal.throttle;
