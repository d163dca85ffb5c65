package dev.gatehouse.storage.internal.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** GIF (89a): a canvas, and frames that each tell their own size; all of them are looked at. */
final class GifHeader implements ImageHeader.Format {

    private static final int SIGNATURE_BYTES = 6;
    private static final int PLACE_BYTES = 4;
    private static final int HAS_TABLE = 0x80;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;

    @Override
    public void read(ImageInputStream image, ImageHeader.Found found) throws IOException {
        image.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        image.skipBytes(SIGNATURE_BYTES);
        found.frame(image.readUnsignedShort(), image.readUnsignedShort());
        int flags = image.readUnsignedByte();
        image.skipBytes(2);
        skipTable(image, flags);
        for (int block = image.readUnsignedByte();
                block == EXTENSION || block == FRAME;
                block = image.readUnsignedByte()) {
            if (block == FRAME) {
                image.skipBytes(PLACE_BYTES);
                found.frame(image.readUnsignedShort(), image.readUnsignedShort());
                skipTable(image, image.readUnsignedByte());
            }
            // an extension's label, or a frame's code size
            image.readUnsignedByte();
            skipBlocks(image);
        }
    }

    private static void skipTable(ImageInputStream image, int flags) throws IOException {
        if ((flags & HAS_TABLE) != 0) {
            image.skipBytes(3 * (2 << (flags & 7)));
        }
    }

    private static void skipBlocks(ImageInputStream image) throws IOException {
        for (int length = image.readUnsignedByte(); length > 0; length = image.readUnsignedByte()) {
            image.skipBytes(length);
        }
    }
}
