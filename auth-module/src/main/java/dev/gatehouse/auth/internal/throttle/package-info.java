/**
 * Limits how often a wrong secret may be tried, over every channel that takes one, without letting strangers keep an
 * owner out (NIST SP 800-63B-4 section 3.2.2). The counters are rows, shared by all nodes.
 */
package dev.gatehouse.auth.internal.throttle;
