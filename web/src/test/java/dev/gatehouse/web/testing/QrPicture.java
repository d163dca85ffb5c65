package dev.gatehouse.web.testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A phone's camera. */
public final class QrPicture {

    private static final String PNG = "data:image/png;base64,";

    private QrPicture() {}

    /** The text in a picture that came as a {@code data:} URI. */
    public static String read(String dataUri) {
        if (!dataUri.startsWith(PNG)) {
            throw new AssertionError("no PNG: " + dataUri);
        }
        return read(Base64.getDecoder().decode(dataUri.substring(PNG.length())));
    }

    /** The text in a picture, such as a screenshot. */
    public static String read(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            int width = image.getWidth();
            int height = image.getHeight();
            int[] dots = image.getRGB(0, 0, width, height, null, 0, width);
            BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, dots)));
            return new QRCodeReader().decode(bitmap).getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no QR code in the picture", e);
        } catch (ReaderException e) {
            throw new AssertionError("a QR code that cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
