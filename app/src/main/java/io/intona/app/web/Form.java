package io.intona.app.web;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/** Looks for the file in a body of type {@code multipart/form-data} (RFC 7578), which is in memory and stays there. */
final class Form extends MultiPart.AbstractPartsListener {
    private static final String TYPE = "multipart/form-data";
    private static final String FILE = "file";

    /** Most parts, and most bytes of a part's header. */
    private static final int MAX_PARTS = 100;

    private static final int MAX_HEADER_BYTES = 8192;

    private final List<ByteBuffer> files = new ArrayList<>(); // pieces of the parts that are files
    private List<ByteBuffer> part = new ArrayList<>(); // pieces of the part that is read
    private int fileCount;
    private boolean complete;
    private Optional<String> failure = Optional.empty();

    private Form() {}

    /**
     * The bytes of the one part of the name {@code file}.
     *
     * @throws Problem if there is no such part, or the body is no form
     */
    static InputStream file(String contentType, Body body) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(TYPE) || boundary == null || boundary.isBlank()) {
            throw new Problem(
                    Reason.NOT_SUPPORTED,
                    "the body is '" + contentType + "', expected a recording, or " + TYPE + " with a boundary");
        }
        Form form = new Form();
        form.parse(boundary, body);
        return new Body(form.files).stream();
    }

    private void parse(String boundary, Body body) {
        MultiPart.Parser parser = new MultiPart.Parser(boundary, this);
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_HEADER_BYTES);
        for (ByteBuffer piece : body.pieces()) {
            parser.parse(Content.Chunk.from(piece.slice(), false));
        }
        parser.parse(Content.Chunk.EOF);
        if (failure.isPresent() || !complete) {
            throw new Problem(
                    Reason.BAD_MULTIPART,
                    "the form cannot be read (" + failure.orElse("it ends too soon") + "), expected " + TYPE);
        }
        if (fileCount != 1) {
            throw new Problem(
                    Reason.BAD_MULTIPART, "the form has " + fileCount + " parts of the name 'file', expected one");
        }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        part.add(chunk.getByteBuffer().slice());
    }

    @Override
    public void onPart(String name, String fileName, HttpFields headers) {
        if (FILE.equals(name)) {
            fileCount++;
            files.addAll(part);
        }
        part = new ArrayList<>();
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
        failure = Optional.of(String.valueOf(cause.getMessage()));
    }
}
