package dev.gatehouse.storage.internal.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/** PNG (W3C, third edition): the size stands first, camera notes may follow, the pixels come after. */
final class PngHeader implements ImageHeader.Format {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int CHECKSUM_BYTES = 4;
    private static final int SIZE_BYTES = 8;
    private static final int MOST_NOTES = 64 * 1024;
    private static final int MOST_CHUNKS = 1000;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    @Override
    public void read(ImageInputStream image, ImageHeader.Found found) throws IOException {
        if (image.readLong() != SIGNATURE) {
            throw new ImageHeader.Malformed();
        }
        for (int i = 0; i < MOST_CHUNKS; i++) {
            long length = image.readInt() & UNSIGNED;
            String type = type(image);
            long next = image.getStreamPosition() + length + CHECKSUM_BYTES;
            if (i == 0 != type.equals("IHDR")) {
                throw new ImageHeader.Malformed();
            }
            if (type.equals("IHDR") && length >= SIZE_BYTES) {
                found.frame(image.readInt() & UNSIGNED, image.readInt() & UNSIGNED);
            } else if (type.equals("eXIf") && length <= MOST_NOTES) {
                byte[] notes = new byte[(int) length];
                image.readFully(notes);
                found.orientation(Exif.orientation(notes));
            } else if (type.equals("IDAT")) {
                return;
            }
            image.seek(next);
        }
    }

    private static String type(ImageInputStream image) throws IOException {
        byte[] type = new byte[4];
        image.readFully(type);
        return new String(type, StandardCharsets.US_ASCII);
    }
}
