package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.internal.picture.ImageHeader.Cost;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Draws images anew, small and from their pixels alone. No image is decoded whole: the header tells what decoding it
 * would take, images that take too much are refused, and those that go on wait for each other, so that all together never
 * take more than {@link #ROOM} of the heap.
 */
@ApplicationScoped
class Darkroom {

    private static final Logger LOG = Logger.getLogger(Darkroom.class.getName());

    /** In MiB. The heap that is asked for in production has 384. */
    private static final int ROOM = 160;

    private static final int ROWS_ROOM = 40;
    private static final long MIB = 1L << 20;

    private static final Map<FileType, ImageHeader.Format> FORMATS = new EnumMap<>(Map.of(
            FileType.PNG, new PngHeader(),
            FileType.JPEG, new JpegHeader(),
            FileType.GIF, new GifHeader(),
            FileType.WEBP, new WebpHeader()));

    private final Semaphore room = new Semaphore(ROOM, true);

    /** Whether such a file is an image that can be drawn. */
    static boolean takes(FileType type) {
        return FORMATS.containsKey(type);
    }

    /**
     * @param longestSide what is longer is made smaller; what is shorter stays as it is
     * @param patience how long to wait for others
     */
    Developed develop(Spool image, FileType type, int longestSide, Duration patience) {
        try (MeteredInput looked = new MeteredInput(image.file(), ROWS_ROOM * MIB)) {
            ImageHeader header = ImageHeader.read(FORMATS.get(type), looked);
            long most = mostPixels(header.cost());
            if (header.pixels() > most) {
                return new Developed.TooManyPixels(most);
            }
            return develop(image, type, header, longestSide, patience);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private Developed develop(Spool image, FileType type, ImageHeader header, int longestSide, Duration patience) {
        int needed = header.cost() == Cost.ROWS ? ROWS_ROOM : ROOM;
        if (!enter(needed, patience)) {
            return new Developed.Busy();
        }
        try (MeteredInput input = new MeteredInput(image.file(), mostAllocated(header))) {
            BufferedImage decoded = Decoder.decode(input, type, Math.max(longestSide, Decoder.CLEAR), header.pixels());
            return Print.of(decoded, header.orientation(), longestSide, type);
        } catch (IOException | RuntimeException e) {
            // Decoders answer to broken images with whatever exception they happen to run into.
            return unreadable(e);
        } finally {
            room.release(needed);
        }
    }

    private boolean enter(int needed, Duration patience) {
        try {
            return room.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What our decoders can do within their room: measured, with the JDK's and TwelveMonkeys' readers. */
    private static long mostPixels(Cost cost) {
        return switch (cost) {
            case ROWS -> Pictures.MOST_PIXELS;
            case SCANS -> 24_000_000;
            case WHOLE -> 4_000_000;
            case TRANSPARENCY -> 1_000_000;
        };
    }

    /**
     * Allocated in all, not at once. A lossy WebP leaves up to 110 bytes of garbage for a pixel behind, a lossless one up
     * to 30; in both, what is needed beyond that is tables, and those stay.
     */
    private static long mostAllocated(ImageHeader header) {
        return switch (header.cost()) {
            case ROWS, SCANS -> ROOM * MIB + 150 * header.pixels();
            case WHOLE -> ROWS_ROOM * MIB + 30 * header.pixels();
            case TRANSPARENCY -> ROWS_ROOM * MIB + 120 * header.pixels();
        };
    }

    private static Developed unreadable(Exception cause) {
        LOG.log(Level.FINE, "An image cannot be read", cause);
        return new Developed.Unreadable();
    }
}
