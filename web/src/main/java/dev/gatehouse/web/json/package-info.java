/** JSON at the border: strict on the way in, plain on the way out. */
package dev.gatehouse.web.json;
