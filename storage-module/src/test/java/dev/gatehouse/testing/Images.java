package dev.gatehouse.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images as people send them, and as attackers do. All are red on the left and blue on the right. */
public final class Images {

    /** Stands in the metadata of those that have any. */
    public static final String SECRET = "52.5200N 13.4050E Nikon 4711";

    private static final int PNG_SIZE_AT = 16;
    private static final int PNG_HEAD_AT = 12;
    private static final int PNG_HEAD_BYTES = 17;

    private Images() {}

    public static byte[] png(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** With nothing where the blue would be. */
    public static byte[] transparentPng(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        return encoded(image, "png");
    }

    /** One bit for a pixel: cheap to make, however large. */
    public static byte[] hugePng(int width, int height) {
        return encoded(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png");
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] gif(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "gif");
    }

    /** 24 by 16, lossy; made by cwebp 1.2.4, as are the next two. */
    public static byte[] webp() {
        return Base64.getDecoder()
                .decode(
                        "UklGRl4AAABXRUJQVlA4IFIAAAAwBACdASoYABAAPpE4l0eloyIhMAgAsBIJQA7AFAA/ACu/9wAAmkSY4UAA/ujJfTNf//8B"
                                + "pS7ftfnJmVfRWf//3OB0sipqv/7nAy2TfHK1AAAA");
    }

    public static byte[] losslessWebp() {
        return Base64.getDecoder().decode("UklGRiYAAABXRUJQVlA4TBoAAAAvF8ADAA8Q87//8x8OhASEB/6v1S2I6H8kMw==");
    }

    /** Lossy, with nothing where the blue would be. */
    public static byte[] transparentWebp() {
        return Base64.getDecoder()
                .decode(
                        "UklGRoYAAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSBQAAAABDzD/ERFCSEB44P9a3YKI/kcyA1ZQOCBMAAAAUAMAnQEq"
                                + "GAAQAD6ROphHpaMioTAIALASCUAXZdAGV/gULgAA/u6mP/379mfufRyCOP/ucDzV/28x7m//ucDfz/t5j3N//QFM"
                                + "+AAAAA==");
    }

    /** The same image, but its header says that it has these sides. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] image = png(8, 8);
        ByteBuffer bytes = ByteBuffer.wrap(image);
        bytes.putInt(PNG_SIZE_AT, width).putInt(PNG_SIZE_AT + 4, height);
        CRC32 checksum = new CRC32();
        checksum.update(image, PNG_HEAD_AT, PNG_HEAD_BYTES);
        bytes.putInt(PNG_HEAD_AT + PNG_HEAD_BYTES, (int) checksum.getValue());
        return image;
    }

    public static byte[] jpegClaiming(int width, int height) {
        byte[] image = jpeg(8, 8);
        int frame = indexOf(image, new byte[] {(byte) 0xFF, (byte) 0xC0});
        ByteBuffer.wrap(image).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return image;
    }

    /** In the canvas. */
    public static byte[] gifClaiming(int width, int height) {
        byte[] image = gif(8, 8);
        little(image).putShort(6, (short) width).putShort(8, (short) height);
        return image;
    }

    /** In a second frame, behind a small one. */
    public static byte[] gifWithFrame(int width, int height) {
        byte[] image = gif(8, 8);
        byte[] frame = {0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0x3B};
        little(frame).putShort(5, (short) width).putShort(7, (short) height);
        return joined(Arrays.copyOf(image, image.length - 1), frame);
    }

    /** In the lossy frame itself. */
    public static byte[] webpClaiming(int width, int height) {
        byte[] image = webp();
        little(image).putShort(26, (short) width).putShort(28, (short) height);
        return image;
    }

    /** In the lossless frame itself. */
    public static byte[] losslessWebpClaiming(int width, int height) {
        byte[] image = losslessWebp();
        little(image).putInt(21, width - 1 | height - 1 << 14);
        return image;
    }

    /** In the canvas around a small frame. */
    public static byte[] webpWithCanvas(int width, int height) {
        byte[] image = transparentWebp();
        for (int i = 0; i < 3; i++) {
            image[24 + i] = (byte) (width - 1 >> 8 * i);
            image[27 + i] = (byte) (height - 1 >> 8 * i);
        }
        return image;
    }

    /** In a frame inside a small canvas. */
    public static byte[] webpWithFrameInCanvas(int width, int height) {
        byte[] image = transparentWebp();
        int frame = indexOf(image, "VP8 ".getBytes(StandardCharsets.US_ASCII));
        little(image).putShort(frame + 14, (short) width).putShort(frame + 16, (short) height);
        return image;
    }

    /** As a camera writes it: with its notes, and turned. */
    public static byte[] photo(int width, int height, int orientation) {
        byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer notes = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4 + secret.length);
        notes.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 2);
        notes.putShort((short) 0x010F).putShort((short) 2).putInt(secret.length).putInt(8 + 2 + 2 * 12 + 4);
        notes.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        notes.putInt(0).put(secret);
        byte[] image = jpeg(width, height);
        byte[] segment = joined(
                new byte[] {(byte) 0xFF, (byte) 0xE1},
                ByteBuffer.allocate(2).putShort((short) (notes.capacity() + 2)).array(),
                notes.array());
        byte[] comment = joined(
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                ByteBuffer.allocate(2).putShort((short) (secret.length + 2)).array(),
                secret);
        return joined(Arrays.copyOf(image, 2), segment, comment, Arrays.copyOfRange(image, 2, image.length));
    }

    /** A PNG with a text in it. */
    public static byte[] commentedPng(int width, int height) {
        byte[] image = png(width, height);
        byte[] text = ("tEXtComment\0" + SECRET).getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(text);
        byte[] chunk = ByteBuffer.allocate(8 + text.length)
                .putInt(text.length - 4)
                .put(text)
                .putInt((int) checksum.getValue())
                .array();
        return joined(Arrays.copyOf(image, 33), chunk, Arrays.copyOfRange(image, 33, image.length));
    }

    public static BufferedImage decoded(byte[] image) {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage drawn(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not in the image");
    }
}
