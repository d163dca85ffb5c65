package dev.gatehouse.storage.internal.picture;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * What an image says of itself, read without decoding it. Where it says so more than once, in each frame or in a canvas
 * around them, the largest counts: decoders do not agree on which of them they believe.
 *
 * @param pixels of the largest frame
 * @param orientation as EXIF counts them, 1 to 8 (CIPA DC-008, 4.6.5)
 * @param cost what decoding it takes
 */
record ImageHeader(long pixels, int orientation, Cost cost) {

    /** No decoder of ours takes longer sides, and none should. */
    private static final long LONGEST_SIDE = 65_535;

    private static final int UPRIGHT = 1;

    /** How a decoder treats such an image. */
    enum Cost {
        /** Row by row: memory does not depend on the number of rows. */
        ROWS,
        /** Held whole outside the heap until its last scan. */
        SCANS,
        /** Held whole in the heap, with code tables whose number the file decides. */
        WHOLE,
        /** The same for its transparency alone. */
        TRANSPARENCY
    }

    /** Collects what the readers of the formats find. */
    static final class Found {

        private long pixels;
        private int orientation = UPRIGHT;
        private Cost cost = Cost.ROWS;

        /** @throws Malformed if there are no pixels */
        void frame(long width, long height) throws Malformed {
            if (width < 1 || height < 1) {
                throw new Malformed();
            }
            boolean absurd = width > LONGEST_SIDE || height > LONGEST_SIDE;
            pixels = absurd ? Long.MAX_VALUE : Math.max(pixels, width * height);
        }

        void orientation(Optional<Integer> told) {
            orientation = told.orElse(orientation);
        }

        void cost(Cost higher) {
            cost = higher.compareTo(cost) > 0 ? higher : cost;
        }

        ImageHeader header() throws Malformed {
            if (pixels == 0) {
                throw new Malformed();
            }
            return new ImageHeader(pixels, orientation, cost);
        }
    }

    /** Not an image of its format. */
    static final class Malformed extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Reads what one format says of itself. */
    interface Format {

        void read(ImageInputStream image, Found found) throws IOException;
    }

    /** @throws Malformed if it is no image of that format */
    static ImageHeader read(Format format, ImageInputStream image) throws IOException {
        Found found = new Found();
        try {
            image.seek(0);
            format.read(image, found);
        } catch (EOFException e) {
            // What is there decides; whether it suffices, the decoder will tell.
        }
        image.seek(0);
        return found.header();
    }
}
