/** What all pages share: who looks at them, in which language, their notices, errors, forms and ways on. */
package dev.gatehouse.web.pages;
