package org.rattache.document.store.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.rattache.document.spi.ContentStore;

/** An open file; it stays readable when its name is deleted meanwhile. */
final class OpenFile implements ContentStore.Content {

    private final FileChannel channel;
    private final long size;

    OpenFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream stream(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IllegalArgumentException("Not a part of the content.");
        }
        return new Part(offset, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Part extends InputStream {

        private long position;
        private long left;

        Part(long offset, long length) {
            position = offset;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int n = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
            if (n > 0) {
                position += n;
                left -= n;
            }
            return n;
        }
    }
}
