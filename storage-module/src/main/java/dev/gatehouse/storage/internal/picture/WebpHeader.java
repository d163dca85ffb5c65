package dev.gatehouse.storage.internal.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** WebP (RFC 9649): chunks, of which the canvas, each frame and each coded image tell a size of their own. */
final class WebpHeader implements ImageHeader.Format {

    private static final int MOST_CHUNKS = 10_000;
    private static final int MOST_NOTES = 64 * 1024;
    private static final int FRAME_BYTES = 16;
    private static final int SIDE_14_BITS = 0x3FFF;
    private static final long UNSIGNED = 0xFFFFFFFFL;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void read(ImageInputStream image, ImageHeader.Found found) throws IOException {
        image.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        if (!code(image).equals("RIFF")
                || image.skipBytes(4) != 4
                || !code(image).equals("WEBP")) {
            throw new ImageHeader.Malformed();
        }
        for (int i = 0; i < MOST_CHUNKS; i++) {
            String type = code(image);
            long length = image.readInt() & UNSIGNED;
            long start = image.getStreamPosition();
            chunk(type, length, image, found);
            // A frame's own chunks follow its head.
            image.seek(type.equals("ANMF") ? start + FRAME_BYTES : start + length + (length & 1));
        }
        throw new ImageHeader.Malformed();
    }

    private static void chunk(String type, long length, ImageInputStream image, ImageHeader.Found found)
            throws IOException {
        switch (type) {
            case "VP8X" -> {
                image.skipBytes(4);
                found.frame(triple(image) + 1, triple(image) + 1);
            }
            case "ANMF" -> {
                image.skipBytes(6);
                found.frame(triple(image) + 1, triple(image) + 1);
            }
            case "VP8 " -> {
                image.skipBytes(6);
                found.frame(image.readUnsignedShort() & SIDE_14_BITS, image.readUnsignedShort() & SIDE_14_BITS);
            }
            case "VP8L" -> {
                image.skipBytes(1);
                long bits = image.readInt() & UNSIGNED;
                found.frame((bits & SIDE_14_BITS) + 1, (bits >> 14 & SIDE_14_BITS) + 1);
                found.cost(ImageHeader.Cost.WHOLE);
            }
            case "ALPH" -> found.cost(ImageHeader.Cost.TRANSPARENCY);
            case "EXIF" -> notes(length, image, found);
            default -> {
                // colour profile, description, whatever else
            }
        }
    }

    private static void notes(long length, ImageInputStream image, ImageHeader.Found found) throws IOException {
        if (length > MOST_NOTES || length < EXIF.length) {
            return;
        }
        byte[] notes = new byte[(int) length];
        image.readFully(notes);
        boolean prefixed = Arrays.equals(notes, 0, EXIF.length, EXIF, 0, EXIF.length);
        found.orientation(Exif.orientation(prefixed ? Arrays.copyOfRange(notes, EXIF.length, notes.length) : notes));
    }

    private static String code(ImageInputStream image) throws IOException {
        byte[] code = new byte[4];
        image.readFully(code);
        return new String(code, StandardCharsets.US_ASCII);
    }

    private static long triple(ImageInputStream image) throws IOException {
        return image.readUnsignedByte() | image.readUnsignedByte() << 8 | image.readUnsignedByte() << 16;
    }
}
