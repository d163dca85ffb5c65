/** What users and admins have in common, for those who treat both alike. */
package dev.gatehouse.auth.internal.holder;
