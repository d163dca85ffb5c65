/** Words: languages, resource bundles, and what is said of invalid fields. */
package dev.gatehouse.web.text;
