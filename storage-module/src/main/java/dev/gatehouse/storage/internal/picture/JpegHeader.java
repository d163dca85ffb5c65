package dev.gatehouse.storage.internal.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG (ITU T.81): segments, each with a marker and its length; behind the start of a scan, coded data up to the next
 * marker. The scans are counted: each makes the decoder pass over the whole image.
 */
final class JpegHeader implements ImageHeader.Format {

    private static final int START = 0xFFD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int NOTES = 0xE1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_SCANS = 100;

    @Override
    public void read(ImageInputStream image, ImageHeader.Found found) throws IOException {
        if (image.readUnsignedShort() != START) {
            throw new ImageHeader.Malformed();
        }
        int scans = 0;
        for (int marker = nextMarker(image); marker != END; marker = nextMarker(image)) {
            if (standsAlone(marker)) {
                continue;
            }
            int length = image.readUnsignedShort();
            long next = image.getStreamPosition() + length - 2;
            if (isFrame(marker)) {
                frame(image, marker, found);
            } else if (marker == NOTES) {
                notes(image, length - 2, found);
            } else if (marker == SCAN && ++scans > 1) {
                found.cost(ImageHeader.Cost.SCANS);
            }
            if (scans > MOST_SCANS || length < 2) {
                throw new ImageHeader.Malformed();
            }
            image.seek(next);
        }
    }

    private static void frame(ImageInputStream image, int marker, ImageHeader.Found found) throws IOException {
        image.readUnsignedByte();
        int height = image.readUnsignedShort();
        found.frame(image.readUnsignedShort(), height);
        boolean progressive = (marker & 0x3) == 2;
        found.cost(progressive ? ImageHeader.Cost.SCANS : ImageHeader.Cost.ROWS);
    }

    private static void notes(ImageInputStream image, int length, ImageHeader.Found found) throws IOException {
        if (length <= EXIF.length) {
            return;
        }
        byte[] notes = new byte[length];
        image.readFully(notes);
        if (Arrays.equals(notes, 0, EXIF.length, EXIF, 0, EXIF.length)) {
            found.orientation(Exif.orientation(Arrays.copyOfRange(notes, EXIF.length, length)));
        }
    }

    /** The next marker; what stands before it is coded data, in which 255 is followed by 0, or filling. */
    private static int nextMarker(ImageInputStream image) throws IOException {
        int value = image.readUnsignedByte();
        while (true) {
            while (value != 0xFF) {
                value = image.readUnsignedByte();
            }
            while (value == 0xFF) {
                value = image.readUnsignedByte();
            }
            if (value != 0) {
                return value;
            }
        }
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    /** SOF0 to SOF15, without the three markers among them that are none. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
