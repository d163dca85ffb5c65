/**
 * Files over HTTP. Bodies stream: nothing here reads one whole, and each holds a thread only as long as it moves.
 */
package dev.gatehouse.web.files;
