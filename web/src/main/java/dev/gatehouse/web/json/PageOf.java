package dev.gatehouse.web.json;

import java.util.List;

/**
 * A part of a list.
 *
 * @param nextCursor what to send as {@code cursor} for the next part; null at the end
 */
public record PageOf<T>(List<T> items, String nextCursor) {}
