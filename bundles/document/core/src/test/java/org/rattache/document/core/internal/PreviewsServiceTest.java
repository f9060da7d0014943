package org.rattache.document.core.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.rattache.document.api.Direction;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentState;
import org.rattache.document.spi.PreviewException;
import org.rattache.document.spi.PreviewException.Reason;
import org.rattache.document.spi.PreviewRenderer;
import org.rattache.platform.api.DomainException;

public final class PreviewsServiceTest {

    private static final byte[] PNG = {1, 2, 3};

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private interface Drawing {
        byte[] draw() throws PreviewException, IOException;
    }

    private static PreviewRenderer renderer(Drawing drawing) {
        return new PreviewRenderer() {
            @Override
            public Set<String> mediaTypes() {
                return Set.of("application/pdf");
            }

            @Override
            public byte[] render(InputStream content, String mediaType, int page, int width)
                    throws PreviewException, IOException {
                return drawing.draw();
            }
        };
    }

    private static Document document(String mediaType) {
        return new Document(
                "f",
                "c",
                "d",
                Direction.TO_CLIENT,
                "n",
                mediaType,
                1,
                "0",
                Optional.empty(),
                List.of(),
                DocumentState.SENT,
                Instant.EPOCH,
                Optional.empty(),
                1);
    }

    private DocumentContent open() {
        opened.incrementAndGet();
        return new DocumentContent() {
            @Override
            public long length() {
                return 1;
            }

            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(new byte[1]);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private byte[] draw(PreviewsService previews, String mediaType) {
        return previews.draw(document(mediaType), 1, 100, this::open);
    }

    private String refusal(PreviewsService previews, String mediaType) {
        return assertThrows(DomainException.class, () -> draw(previews, mediaType)).code();
    }

    @Test
    public void what_cannot_be_shown_anyway_is_not_opened() {
        assertEquals("preview-away", refusal(new PreviewsService(), "application/pdf"));
        PreviewsService previews = new PreviewsService().with(renderer(() -> PNG));
        assertEquals("no-preview", refusal(previews, "application/zip"));
        assertEquals(0, opened.get());
    }

    @Test
    public void every_failure_has_its_words_and_gives_its_place_back() {
        for (int i = 0; i < 5; i++) {
            for (Reason reason : Reason.values()) {
                PreviewsService previews =
                        new PreviewsService()
                                .with(
                                        renderer(
                                                () -> {
                                                    throw new PreviewException(reason);
                                                }));
                assertEquals(
                        reason == Reason.PAGE_MISSING ? "page-missing" : "no-preview",
                        refusal(previews, "application/pdf"));
            }
        }
        PreviewsService failing =
                new PreviewsService()
                        .with(
                                renderer(
                                        () -> {
                                            throw new IOException("no process");
                                        }));
        for (int i = 0; i < 5; i++) {
            assertEquals("preview-away", refusal(failing, "application/pdf"));
        }
        assertEquals(opened.get(), closed.get());
        failing.with(renderer(() -> PNG));
        assertArrayEquals(PNG, draw(failing, "application/pdf"));
    }

    @Test
    public void two_are_drawn_at_a_time_and_the_next_one_is_told_to_come_back() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch done = new CountDownLatch(1);
        PreviewsService previews =
                new PreviewsService()
                        .with(
                                renderer(
                                        () -> {
                                            busy.countDown();
                                            try {
                                                done.await();
                                            } catch (InterruptedException e) {
                                                throw new IOException(e);
                                            }
                                            return PNG;
                                        }));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<byte[]>> drawn = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                drawn.add(threads.submit(() -> draw(previews, "application/pdf")));
            }
            assertTrue(busy.await(30, TimeUnit.SECONDS));
            DomainException refusal =
                    assertThrows(DomainException.class, () -> draw(previews, "application/pdf"));
            assertEquals("preview-busy", refusal.code());
            assertTrue(refusal.retryAfter().isPresent());
            assertEquals("the third was not opened", 2, opened.get());
            done.countDown();
            for (Future<byte[]> one : drawn) {
                assertArrayEquals(PNG, one.get());
            }
            assertArrayEquals(PNG, draw(previews, "application/pdf"));
        } finally {
            done.countDown();
            threads.shutdownNow();
        }
    }
}
