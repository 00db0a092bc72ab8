package io.intona.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the page, all in memory; browsers keep them for a minute and then ask whether they have changed. */
final class Page {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "webmanifest", "application/manifest+json");

    private Page() {}

    /** One file. */
    record PageFile(String contentType, String etag, byte[] bytes) {
        void answer(Context context) {
            context.header("Cache-Control", "private, max-age=60").header("ETag", etag);
            if (etag.equals(context.header("If-None-Match"))) {
                context.status(304);
                return;
            }
            context.contentType(contentType).result(bytes);
        }
    }

    /** All files by their paths, such as {@code /page.css}; the page itself is {@code /}. */
    static Map<String, PageFile> files() {
        URL folder = Objects.requireNonNull(Page.class.getResource("page"), "the page's files");
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return files(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return files(jar.provider().getPath(uri));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, PageFile> files(Path folder) throws IOException {
        Map<String, PageFile> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = "/" + folder.relativize(file).toString().replace('\\', '/');
                String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type == null) {
                    throw new IllegalStateException(name + ": expected an ending of " + CONTENT_TYPES.keySet());
                }
                files.put(name.equals("/index.html") ? "/" : name, file(type, Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static PageFile file(String contentType, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new PageFile(contentType, '"' + HexFormat.of().formatHex(hash, 0, 12) + '"', bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
