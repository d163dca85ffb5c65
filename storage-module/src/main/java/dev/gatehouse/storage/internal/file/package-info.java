/** The files themselves: their rows, their way in and out, their end, and what keeps rows and objects together. */
package dev.gatehouse.storage.internal.file;
