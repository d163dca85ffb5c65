/** Sessions and their one row each; nobody outside this module looks in here. */
package dev.gatehouse.session.internal;
