package dev.gatehouse.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A lossless WebP of 64 by 64 pixels in 160 KiB that makes its decoder build 327,680 code tables: some 340 MB (RFC 9649
 * section 3.7.2.2 lets a file have 65,536 groups of five).
 */
public final class TableBomb {

    private static final int SIDE = 64;
    private static final int GROUPS = 1 << 16;
    private static final int CODES = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    private TableBomb() {}

    public static byte[] webp() {
        return new TableBomb().made();
    }

    private byte[] made() {
        put(0x2F, 8);
        put(SIDE - 1, 14);
        put(SIDE - 1, 14);
        // no transparency, version 0, no transforms, no colour cache
        put(0, 1 + 3 + 1 + 1);
        // an image of groups, a pixel of it for each 4 by 4; it has no colour cache
        put(1, 1);
        put(0, 3);
        put(0, 1);
        // each of its pixels is 65535: green 255, red 255
        symbol(255);
        symbol(255);
        symbol(0);
        symbol(0);
        symbol(0);
        for (int i = 0; i < GROUPS * CODES; i++) {
            // a code of the one symbol 0
            put(1, 4);
        }
        put(0, 8);
        byte[] chunk = bytes.toByteArray();
        ByteBuffer file =
                ByteBuffer.allocate(20 + chunk.length + (chunk.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(chunk.length);
        return file.put(chunk).array();
    }

    /** A code of one symbol of eight bits. */
    private void symbol(int symbol) {
        put(1, 1);
        put(0, 1);
        put(1, 1);
        put(symbol, 8);
    }

    private void put(int value, int bits) {
        for (int i = 0; i < bits; i++) {
            pending |= (value >> i & 1) << count;
            if (++count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
    }
}
