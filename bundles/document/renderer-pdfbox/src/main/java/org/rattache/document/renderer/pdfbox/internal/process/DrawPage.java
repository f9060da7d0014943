package org.rattache.document.renderer.pdfbox.internal.process;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The process that draws one page and ends; its exit status says how it went. It is started by
 * {@code ProcessRenderer}, with little memory, and loads nothing of the server.
 */
public final class DrawPage {

    /** The PNG is there. */
    public static final int DRAWN = 0;

    /** There is no such page. */
    public static final int PAGE_MISSING = 10;

    /** The content is damaged or protected, or not of its type. */
    public static final int UNREADABLE = 11;

    /** The picture has too many pixels. */
    public static final int TOO_HEAVY = 12;

    /** A picture of more pixels is not decoded. */
    static final long MAX_PIXELS = 64_000_000;

    /** No preview is higher, however long the page is. */
    private static final int MAX_HEIGHT = 4000;

    /** What PDFBox keeps of a document in memory, and in all. */
    private static final long IN_MEMORY = 16L * 1024 * 1024;

    private static final long IN_ALL = 256L * 1024 * 1024;

    private DrawPage() {}

    /**
     * Draws.
     *
     * @param args media type, page, width, file with the content, file for the PNG, seconds after
     *     which the process ends itself, should nobody be there any more to end it
     */
    public static void main(String[] args) {
        endAfter(Long.parseLong(args[5]));
        Runtime.getRuntime()
                .halt(
                        status(
                                args[0],
                                Integer.parseInt(args[1]),
                                Integer.parseInt(args[2]),
                                Path.of(args[3]),
                                Path.of(args[4])));
    }

    private static void endAfter(long seconds) {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(seconds * 1000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(TOO_HEAVY);
                        });
        watch.setDaemon(true);
        watch.start();
    }

    private static int status(String mediaType, int page, int width, Path content, Path png) {
        ImageIO.setUseCache(false);
        try {
            BufferedImage image =
                    mediaType.equals("application/pdf")
                            ? page(content, page, width)
                            : picture(mediaType, content, page, width);
            return ImageIO.write(image, "png", png.toFile()) ? DRAWN : UNREADABLE;
        } catch (Refusal e) {
            return e.status;
        } catch (StackOverflowError e) {
            return TOO_HEAVY;
        } catch (IOException | RuntimeException e) {
            return UNREADABLE;
        }
    }

    private static BufferedImage page(Path content, int number, int width)
            throws IOException, Refusal {
        try (PDDocument document =
                Loader.loadPDF(
                        new RandomAccessReadBufferedFile(content.toFile()),
                        "",
                        null,
                        null,
                        MemoryUsageSetting.setupMixed(IN_MEMORY, IN_ALL).streamCache)) {
            if (number > document.getNumberOfPages()) {
                throw new Refusal(PAGE_MISSING);
            }
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            return renderer.renderImage(
                    number - 1, scale(document.getPage(number - 1), width), ImageType.RGB);
        } catch (InvalidPasswordException e) {
            throw new Refusal(UNREADABLE);
        }
    }

    private static float scale(PDPage page, int width) throws Refusal {
        PDRectangle box = page.getCropBox();
        boolean turned = page.getRotation() % 180 != 0;
        float across = turned ? box.getHeight() : box.getWidth();
        float down = turned ? box.getWidth() : box.getHeight();
        if (!(across >= 1 && down >= 1)) {
            throw new Refusal(UNREADABLE);
        }
        return Math.min(width / across, MAX_HEIGHT / down);
    }

    private static BufferedImage picture(String mediaType, Path content, int page, int width)
            throws IOException, Refusal {
        if (page > 1) {
            throw new Refusal(PAGE_MISSING);
        }
        ImageReader reader = ImageIO.getImageReadersByMIMEType(mediaType).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(content.toFile())) {
            reader.setInput(in, true, true);
            int across = reader.getWidth(0);
            int down = reader.getHeight(0);
            if ((long) across * down > MAX_PIXELS) {
                throw new Refusal(TOO_HEAVY);
            }
            double scale =
                    Math.min(1, Math.min((double) width / across, (double) MAX_HEIGHT / down));
            // Only every so many pixels are kept while reading, twice as many as will be seen.
            int step = Math.max(1, (int) (1 / scale / 2));
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return scaled(
                    reader.read(0, parameters),
                    Math.max(1, (int) (across * scale)),
                    Math.max(1, (int) (down * scale)));
        } catch (IIOException e) {
            throw new Refusal(UNREADABLE);
        } finally {
            reader.dispose();
        }
    }

    /** On white, as paper is. */
    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    /** Ends the process with a status. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status) {
            this.status = status;
        }
    }
}
