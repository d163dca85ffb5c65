package dev.gatehouse.auth.internal.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.gatehouse.testing.Row;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpSecretTest {

    private static final TotpSecret OF_THE_RFC = new TotpSecret("12345678901234567890".getBytes(US_ASCII));

    @ParameterizedTest
    @ValueSource(longs = {-3, -2, 2, 3})
    @Row("MF-09")
    void knowsNoStepThatIsFurtherAwayThanOne(long distance) {
        assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.code(1000 + distance), 1000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void knowsTheStepsNextToTheCurrentOne(long distance) {
        assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.code(1000 + distance), 1000)).hasValue(1000 + distance);
    }

    /** The vectors of RFC 6238 appendix B for SHA-1, of which six digits are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(OF_THE_RFC.code(second / 30)).isEqualTo(code);
    }

    @Test
    @Row("MF-11")
    void hasAHundredAndSixtyBitsOfItsOwn() {
        TotpSecret first = TotpSecret.draw(new SecureRandom());

        assertThat(first.bytes())
                .hasSize(20)
                .isNotEqualTo(TotpSecret.draw(new SecureRandom()).bytes());
        assertThat(first.base32()).matches("[A-Z2-7]{32}");
        assertThat(first.toString()).doesNotContain(first.base32());
    }

    @Test
    void encodesWhatAnAppWouldTakeForSomethingElse() {
        assertThat(KeyUri.of(OF_THE_RFC, "Gatehouse id.example.org", "ada+work&x=1@mail.test"))
                .isEqualTo("otpauth://totp/Gatehouse%20id.example.org:ada%2Bwork%26x%3D1%40mail.test"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse%20id.example.org"
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    /** The longest address there is takes three characters in a URI for each of its local part. */
    @ParameterizedTest
    @CsvSource({"3, 9", "64, 189"})
    void drawsAPictureThatACameraReads(int lengthOfLocalPart, int lengthOfDomain) throws Exception {
        String address = "+".repeat(lengthOfLocalPart) + "@" + "d".repeat(lengthOfDomain);
        String uri = KeyUri.of(OF_THE_RFC, "Gatehouse id.example.org", address);

        assertThat(read(QrCode.of(uri))).isEqualTo(uri);
    }

    private static String read(String dataUri) throws Exception {
        String prefix = "data:image/png;base64,";
        assertThat(dataUri).startsWith(prefix);
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(dataUri.substring(prefix.length()))));
        int[] dots = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), dots);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
