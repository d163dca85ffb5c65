package dev.gatehouse.storage.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.TableBomb;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images are drawn anew within bounds, or not at all. */
class DarkroomTest {

    private static final ThreadMXBean METER = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<FileType, byte[]> IMAGES = Map.of(
            FileType.PNG, Images.png(640, 320),
            FileType.JPEG, Images.jpeg(640, 320),
            FileType.GIF, Images.gif(640, 320),
            FileType.WEBP, Images.webp());

    private final Darkroom darkroom = new Darkroom();

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("PNG", FileType.PNG, Images.pngClaiming(64_250, 64_250)),
                Arguments.of("PNG, one pixel too high", FileType.PNG, Images.pngClaiming(40_000, 1001)),
                Arguments.of("PNG of one row", FileType.PNG, Images.pngClaiming(Integer.MAX_VALUE, 1)),
                Arguments.of("PNG of more than a signed side", FileType.PNG, Images.pngClaiming(-1, -1)),
                Arguments.of("JPEG", FileType.JPEG, Images.jpegClaiming(65_500, 65_500)),
                Arguments.of("GIF by its canvas", FileType.GIF, Images.gifClaiming(65_535, 65_535)),
                Arguments.of("GIF by its second frame", FileType.GIF, Images.gifWithFrame(65_535, 65_535)),
                Arguments.of("lossy WebP", FileType.WEBP, Images.webpClaiming(16_383, 16_383)),
                Arguments.of("lossless WebP", FileType.WEBP, Images.losslessWebpClaiming(2001, 2000)),
                Arguments.of("WebP by its canvas", FileType.WEBP, Images.webpWithCanvas(1 << 24, 1 << 8)),
                Arguments.of("WebP by a frame", FileType.WEBP, Images.webpWithFrameInCanvas(16_383, 16_383)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void refusesAPixelFloodFromItsHeader(String name, FileType type, byte[] image) {
        long before = METER.getThreadAllocatedBytes(Thread.currentThread().getId());

        assertThat(developed(type, image)).isInstanceOf(Developed.TooManyPixels.class);
        assertThat(METER.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as("bytes allocated")
                .isLessThan(1 << 20);
    }

    @Test
    void stopsADecoderThatBuildsTablesWithoutEnd() {
        long before = METER.getThreadAllocatedBytes(Thread.currentThread().getId());

        assertThat(developed(FileType.WEBP, TableBomb.webp())).isInstanceOf(Developed.Unreadable.class);
        assertThat(METER.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as("bytes allocated")
                .isLessThan(80 << 20);
    }

    @Test
    void refusesAJpegOfThousandsOfScans() {
        byte[] image = Images.jpeg(64, 64);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0};
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Arrays.copyOf(image, image.length - 2));
        for (int i = 0; i < 5000; i++) {
            bomb.writeBytes(scan);
        }

        assertThat(developed(FileType.JPEG, bomb.toByteArray())).isInstanceOf(Developed.Unreadable.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "GIF", "WEBP"})
    void answersToAnyBrokenImage(FileType type) {
        byte[] image = IMAGES.get(type);
        for (int length = 1; length < image.length; length += Math.max(1, image.length / 60)) {
            assertThat(developed(type, Arrays.copyOf(image, length))).isNotInstanceOf(Developed.Busy.class);
        }
        for (int i = 0; i < image.length; i += Math.max(1, image.length / 150)) {
            byte[] broken = image.clone();
            broken[i] ^= (byte) 0xFF;
            assertThat(developed(type, broken)).isNotInstanceOf(Developed.Busy.class);
        }
        assertThat(developed(type, new byte[0])).isInstanceOf(Developed.Unreadable.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "GIF", "WEBP"})
    void drawsEveryFormatAtMostSoLarge(FileType type) {
        BufferedImage drawn = picture(developed(type, IMAGES.get(type)));

        boolean small = type == FileType.WEBP;
        assertThat(drawn.getWidth()).isEqualTo(small ? 24 : 400);
        assertThat(drawn.getHeight()).isEqualTo(small ? 16 : 200);
        isColoured(drawn, 0.2, 0.5, Color.RED);
        isColoured(drawn, 0.8, 0.5, Color.BLUE);
    }

    @Test
    void keepsWhatIsTransparent() {
        for (Developed drawn : new Developed[] {
            developed(FileType.PNG, Images.transparentPng(900, 900)), developed(FileType.WEBP, Images.transparentWebp())
        }) {
            assertThat(((Developed.Drawn) drawn).type()).isEqualTo(FileType.PNG);
            BufferedImage picture = picture(drawn);
            isColoured(picture, 0.2, 0.5, Color.RED);
            assertThat(picture.getRGB(picture.getWidth() - 2, 1) >>> 24).isZero();
        }
    }

    @Test
    void readsALosslessWebp() {
        isColoured(picture(developed(FileType.WEBP, Images.losslessWebp())), 0.8, 0.5, Color.BLUE);
    }

    /** Where what was left is seen: 0 left, 1 top, 2 right, 3 bottom. */
    @ParameterizedTest
    @CsvSource({"1,0", "2,2", "3,2", "4,0", "5,1", "6,1", "7,3", "8,3"})
    void turnsAPhotoUpright(int orientation, int side) {
        BufferedImage drawn = picture(developed(FileType.JPEG, Images.photo(800, 400, orientation)));

        boolean standing = orientation >= 5;
        assertThat(drawn.getWidth()).isEqualTo(standing ? 200 : 400);
        double[][] places = {{0.1, 0.5}, {0.5, 0.1}, {0.9, 0.5}, {0.5, 0.9}};
        isColoured(drawn, places[side][0], places[side][1], Color.RED);
        isColoured(drawn, places[(side + 2) % 4][0], places[(side + 2) % 4][1], Color.BLUE);
    }

    @Test
    void leavesNothingOfTheMetadata() {
        for (Developed drawn : new Developed[] {
            developed(FileType.JPEG, Images.photo(300, 300, 6)), developed(FileType.PNG, Images.commentedPng(300, 300))
        }) {
            assertThat(new String(((Developed.Drawn) drawn).bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(Images.SECRET)
                    .doesNotContain("Exif");
        }
    }

    @Test
    void neverHoldsALargeImageWhole() {
        byte[] image = Images.hugePng(6300, 6300);
        long before = METER.getThreadAllocatedBytes(Thread.currentThread().getId());

        assertThat(picture(developed(FileType.PNG, image)).getWidth()).isEqualTo(Pictures.LONGEST_SIDE);
        assertThat(METER.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as("bytes allocated for 40 million pixels")
                .isLessThan(40 << 20);
    }

    @Test
    void drawsEvenAThread() {
        BufferedImage drawn = picture(developed(FileType.PNG, Images.hugePng(60_000, 1)));
        assertThat(drawn.getWidth()).isEqualTo(400);
        assertThat(drawn.getHeight()).isEqualTo(1);
    }

    private Developed developed(FileType type, byte[] image) {
        try (Spool spool = Spool.of(new ByteArrayInputStream(image), 1 << 24)) {
            return darkroom.develop(spool, type, Pictures.LONGEST_SIDE, Duration.ofSeconds(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage picture(Developed developed) {
        assertThat(developed).isInstanceOf(Developed.Drawn.class);
        return Images.decoded(((Developed.Drawn) developed).bytes());
    }

    private static void isColoured(BufferedImage image, double x, double y, Color expected) {
        Color found = new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
        assertThat(found.getRed()).isCloseTo(expected.getRed(), within(30));
        assertThat(found.getBlue()).isCloseTo(expected.getBlue(), within(30));
    }
}
