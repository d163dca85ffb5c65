package dev.gatehouse.storage.internal.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The one thing of a camera's notes that changes how the pixels are meant: which way is up. The rest is dropped. */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_AT = 8;
    private static final int MOST_ENTRIES = 500;
    private static final int TIFF = 42;

    private Exif() {}

    /** @param notes a TIFF structure (CIPA DC-008, 4.5) */
    static Optional<Integer> orientation(byte[] notes) {
        try {
            return orientation(ByteBuffer.wrap(notes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> orientation(ByteBuffer notes) {
        notes.order(notes.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (notes.getShort() != TIFF) {
            return Optional.empty();
        }
        int directory = notes.getInt();
        int entries = Math.min(notes.getShort(directory) & 0xFFFF, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((notes.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = notes.getShort(entry + VALUE_AT);
                return value >= 1 && value <= 8 ? Optional.of(value) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
