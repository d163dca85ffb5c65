/** What admins do: their own sign-in, and what they see and change of users, sessions, invitations and each other. */
package dev.gatehouse.web.admin;
