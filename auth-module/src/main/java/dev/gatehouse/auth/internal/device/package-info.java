/** The devices that an account was used on: who is no stranger to the throttle, and of which ones an owner is told. */
package dev.gatehouse.auth.internal.device;
