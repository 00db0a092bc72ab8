package io.intona.app.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What comes back for bytes that no client would send.
 *
 * @param text all of it, until the service closes
 */
record RawAnswer(String text) {
    static RawAnswer to(URI service, String request) throws IOException {
        return to(service, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static RawAnswer to(URI service, byte[] request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new RawAnswer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** 0 if nothing came. */
    int status() {
        return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }
}
