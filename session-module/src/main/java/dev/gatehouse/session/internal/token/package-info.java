/** The arithmetic of refresh tokens: drawing, deriving, recognising. Knows no database. */
package dev.gatehouse.session.internal.token;
