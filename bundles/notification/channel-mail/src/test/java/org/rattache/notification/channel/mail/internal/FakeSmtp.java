package org.rattache.notification.channel.mail.internal;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server for one connection, which answers every recipient alike. */
final class FakeSmtp implements Closeable {

    private final ServerSocket server;
    private final String answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();

    FakeSmtp(String answer) throws IOException {
        this.answer = answer;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "fake-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> lines() {
        return lines;
    }

    List<String> data() {
        return data;
    }

    private void serve() {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 fake");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.startsWith("RCPT")) {
                    say(out, answer);
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    for (String d = in.readLine(); !d.equals("."); d = in.readLine()) {
                        data.add(d);
                    }
                    say(out, "250 queued");
                } else if (line.equals("QUIT")) {
                    say(out, "221 bye");
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
