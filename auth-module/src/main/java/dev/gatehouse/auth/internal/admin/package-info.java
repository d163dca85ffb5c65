/** The accounts of admins: how the first comes to be, what roles they have, and that there is always one. */
package dev.gatehouse.auth.internal.admin;
