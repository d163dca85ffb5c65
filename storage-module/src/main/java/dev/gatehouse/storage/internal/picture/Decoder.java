package dev.gatehouse.storage.internal.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.gatehouse.storage.FileType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes the first frame of an image, coarsely: of a large one only every so many pixels and rows. The reader is chosen
 * by what the content is; ImageIO's own search would offer it to every reader there is.
 */
final class Decoder {

    /** How long the longer side stays at least, so that making it smaller still smooths. */
    static final int CLEAR = 1200;

    private Decoder() {}

    /** @param mostPixels what the header told; a reader that finds more has been lied to */
    static BufferedImage decode(ImageInputStream image, FileType type, int longestSide, long mostPixels)
            throws IOException {
        ImageReader reader = reader(type);
        try {
            reader.setInput(image, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > mostPixels) {
                throw new IOException("the image is larger than its header tells");
            }
            int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
            int step = Math.max(1, longer / longestSide);
            ImageReadParam coarsely = reader.getDefaultReadParam();
            coarsely.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, coarsely);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(FileType type) throws IOException {
        if (type == FileType.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IOException("no reader for " + type);
    }
}
