package org.rattache.document.renderer.pdfbox.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.document.spi.PreviewException;
import org.rattache.document.spi.PreviewException.Reason;

/** Real files in the real process. */
public final class ProcessRendererTest {

    private static final String PDF = "application/pdf";

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private ProcessRenderer renderer;

    @Before
    public void setUp() throws IOException {
        renderer = with(160, 60);
    }

    private ProcessRenderer with(int memoryMegabytes, int seconds) throws IOException {
        return new ProcessRenderer(
                System.getProperty("java.class.path"),
                folder.getRoot().toPath().resolve("work"),
                memoryMegabytes,
                seconds);
    }

    private static byte[] render(ProcessRenderer by, byte[] content, String type, int page, int w)
            throws IOException, PreviewException {
        return by.render(new ByteArrayInputStream(content), type, page, w);
    }

    private BufferedImage drawn(byte[] content, String type, int page, int width)
            throws IOException, PreviewException {
        return ImageIO.read(new ByteArrayInputStream(render(renderer, content, type, page, width)));
    }

    private void refused(Reason reason, ProcessRenderer by, byte[] content, String type, int page) {
        PreviewException refusal =
                assertThrows(PreviewException.class, () -> render(by, content, type, page, 200));
        assertEquals(reason, refusal.reason());
        assertArrayEquals(
                "nothing is left behind",
                new String[0],
                folder.getRoot().toPath().resolve("work").toFile().list());
    }

    /** Two pages of A4: black words in a font that is not embedded, then nothing. */
    private static byte[] pdf(String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            document.addPage(new PDPage(PDRectangle.A4));
            try (PDPageContentStream words = new PDPageContentStream(document, page)) {
                words.beginText();
                words.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 60);
                words.newLineAtOffset(50, 700);
                words.showText("FACTURE 42");
                words.endText();
            }
            if (!password.isEmpty()) {
                document.protect(
                        new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            return bytes(document);
        }
    }

    /** A page whose content is drawn as it is written. */
    private static byte[] pdf(byte[] operators) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDStream stream = new PDStream(document);
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(operators);
            }
            page.setContents(stream);
            return bytes(document);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x < width / 2 ? 0xff0000 : 0x0000ff);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    /** A picture that says that it is so large, and has nothing more to say. */
    private static byte[] hugePng(int side) throws IOException {
        byte[] png = image("png", 1, 1);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, side).putInt(20, side);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        header.putInt(29, (int) sum.getValue());
        return png;
    }

    private static long dark(BufferedImage image) {
        long dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    public void a_page_is_drawn_with_its_words_though_their_font_is_not_embedded()
            throws Exception {
        BufferedImage first = drawn(pdf(""), PDF, 1, 300);
        assertEquals(300, first.getWidth());
        assertEquals(424, first.getHeight(), 1);
        assertTrue("no words", dark(first) > 500);
        assertEquals("the second page is empty", 0, dark(drawn(pdf(""), PDF, 2, 300)));
    }

    @Test
    public void pictures_are_scaled_down_and_never_up() throws Exception {
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            BufferedImage small = drawn(image(format, 900, 300), "image/" + format, 1, 90);
            assertEquals(format, 90, small.getWidth());
            assertEquals(format, 30, small.getHeight());
            assertTrue(format, new Color(small.getRGB(20, 15)).getRed() > 200);
            assertTrue(format, new Color(small.getRGB(70, 15)).getBlue() > 200);
        }
        assertEquals(40, drawn(image("png", 40, 30), "image/png", 1, 500).getWidth());
    }

    @Test
    public void a_page_that_is_not_there_is_said_to_be_missing() throws Exception {
        refused(Reason.PAGE_MISSING, renderer, pdf(""), PDF, 3);
        refused(Reason.PAGE_MISSING, renderer, image("png", 40, 30), "image/png", 2);
    }

    @Test
    public void what_is_damaged_protected_or_of_another_type_is_unreadable() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        refused(Reason.UNREADABLE, renderer, noise, PDF, 1);
        refused(Reason.UNREADABLE, renderer, noise, "image/gif", 1);
        refused(Reason.UNREADABLE, renderer, pdf(""), "image/png", 1);
        refused(Reason.UNREADABLE, renderer, pdf("secret"), PDF, 1);
    }

    @Test
    public void a_picture_is_measured_before_it_is_decoded() throws Exception {
        refused(Reason.TOO_HEAVY, renderer, hugePng(50_000), "image/png", 1);
    }

    @Test
    public void a_page_that_needs_more_memory_than_there_is_ends_its_own_process_alone()
            throws Exception {
        // one string of 100 MB, compressed to 100 kB
        byte[] bomb =
                pdf(
                        ("(" + "a".repeat(100 * 1024 * 1024) + ") Tj")
                                .getBytes(StandardCharsets.US_ASCII));
        assertTrue(bomb.length < 1_000_000);
        refused(Reason.TOO_HEAVY, with(24, 60), bomb, PDF, 1);
        assertTrue(dark(drawn(pdf(""), PDF, 1, 300)) > 500);
    }

    @Test
    public void a_page_that_is_never_done_is_ended() throws Exception {
        byte[] rectangles =
                "0 0 500 700 re f\n".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
        refused(Reason.TOO_HEAVY, with(160, 2), pdf(rectangles), PDF, 1);
    }
}
