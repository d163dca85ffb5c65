package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.storage.FileType;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;

/** An image drawn on an empty sheet: sRGB, upright, no longer than wanted, without anything beside its pixels. */
final class Print {

    private static final float QUALITY = 0.9f;
    /** From here on a JPEG serves better, also for what was drawn with few colours. */
    private static final int LARGE = 160 * 1024;

    private Print() {}

    static Developed of(BufferedImage decoded, int orientation, int longestSide, FileType source) throws IOException {
        BufferedImage small = shrunk(onSheet(decoded), longestSide);
        BufferedImage upright = turned(small, orientation);
        if (upright.getColorModel().hasAlpha()) {
            return new Developed.Drawn(FileType.PNG, png(upright));
        }
        byte[] lossless = source == FileType.JPEG || source == FileType.WEBP ? null : png(upright);
        return lossless != null && lossless.length < LARGE
                ? new Developed.Drawn(FileType.PNG, lossless)
                : new Developed.Drawn(FileType.JPEG, jpeg(upright));
    }

    private static BufferedImage onSheet(BufferedImage image) {
        BufferedImage sheet = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return sheet;
    }

    private static BufferedImage shrunk(BufferedImage image, int longestSide) throws IOException {
        int longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= longestSide) {
            return image;
        }
        double scale = (double) longestSide / longer;
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        return Thumbnails.of(image)
                .forceSize(width, height)
                .imageType(image.getType())
                .asBufferedImage();
    }

    /** As EXIF numbers them: 2 is mirrored, 3 upside down, 4 both; from 5 on rows and columns change places as well. */
    private static BufferedImage turned(BufferedImage image, int orientation) {
        boolean swapped = orientation >= 5;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        if (orientation == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage turned = new BufferedImage(swapped ? height : width, swapped ? width : height, image.getType());
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++) {
                int fromX = swapped ? y : x;
                int fromY = swapped ? x : y;
                turned.setRGB(
                        x,
                        y,
                        image.getRGB(fromRight ? width - 1 - fromX : fromX, fromBelow ? height - 1 - fromY : fromY));
            }
        }
        return turned;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(FileType.PNG.mediaType()).next();
        return written(writer, writer.getDefaultWriteParam(), image);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(FileType.JPEG.mediaType()).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
        return written(writer, how, image);
    }

    private static byte[] written(ImageWriter writer, ImageWriteParam how, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream target = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(target);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
