package org.rattache.document.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.spi.ContentStore;

/** A checked content, or a part of it. */
record OpenedContent(ContentStore.Content content, long offset, long length)
        implements DocumentContent {

    static OpenedContent of(ContentStore.Content content, Optional<ByteRange> range) {
        return new OpenedContent(
                content,
                range.map(ByteRange::offset).orElse(0L),
                range.map(ByteRange::length).orElse(content.size()));
    }

    @Override
    public InputStream stream() throws IOException {
        return content.stream(offset, length);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
