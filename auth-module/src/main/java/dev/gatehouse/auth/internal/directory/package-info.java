/** Users' accounts as admins see them, and the end of one. */
package dev.gatehouse.auth.internal.directory;
