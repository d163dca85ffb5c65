/** How much one client may ask for: limits in three tiers and for single acts, counted here or in a shared Redis. */
package dev.gatehouse.web.ratelimit;
