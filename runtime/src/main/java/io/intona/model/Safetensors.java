package io.intona.model;

import io.intona.nn.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The container of a model: named arrays of 32-bit floats and a table of strings.
 *
 * <p>The layout is that of safetensors (Hugging Face, github.com/huggingface/safetensors, README "Format"): eight bytes
 * with the length of the header, little-endian; the header, one JSON object, padded with spaces; the tensors, row-major
 * and little-endian, one after the other without gaps. For each tensor the header has its type, shape and where it begins
 * and ends in the bytes behind the header; {@code __metadata__} is the table of strings.
 *
 * <p>Nothing in the file is believed before it is checked: offsets must lie inside the file, fit the shape, and cover
 * every byte exactly once. So the arrays that a file makes us allocate are never larger than the file.
 *
 * @param metadata the table of strings, in the order of the file
 * @param tensors in the order of their bytes
 */
record Safetensors(Map<String, String> metadata, List<Tensor> tensors) {
    /** Longest header that is read; a model of ours needs about 2000 bytes. */
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;

    /** What the header says of one tensor. */
    private record Entry(String name, List<Integer> shape, int begin, int end) {}

    /** The container in the bytes of a file. */
    static Safetensors read(byte[] file) throws MalformedException {
        if (file.length < LENGTH_BYTES) {
            throw new MalformedException(
                    "the file has " + file.length + " bytes, expected a safetensors file of at least " + LENGTH_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = bytes.getLong();
        if (!(headerBytes >= 0 && headerBytes <= MAX_HEADER_BYTES)) {
            throw new MalformedException("byte 0: a header of " + Long.toUnsignedString(headerBytes)
                    + " bytes, expected at most " + MAX_HEADER_BYTES + "; is this a safetensors file?");
        }
        if (headerBytes > bytes.remaining()) {
            throw new MalformedException("byte 0: a header of " + headerBytes + " bytes, but only " + bytes.remaining()
                    + " follow; is the file complete?");
        }
        int dataStart = LENGTH_BYTES + (int) headerBytes;
        Map<String, Json> header = header(Arrays.copyOfRange(file, LENGTH_BYTES, dataStart));
        Map<String, String> metadata = metadata(header);
        List<Tensor> tensors = new ArrayList<>();
        for (Entry entry : layout(header, file.length - dataStart)) {
            float[] values = new float[(entry.end - entry.begin) / Float.BYTES];
            ByteBuffer.wrap(file, dataStart + entry.begin, entry.end - entry.begin)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            tensors.add(new Tensor(entry.name, entry.shape, values));
        }
        return new Safetensors(metadata, tensors);
    }

    private static Map<String, Json> header(byte[] json) throws MalformedException {
        try {
            return JsonFields.members(JsonReader.read(json), "the text");
        } catch (MalformedException e) {
            throw new MalformedException("header (from byte " + LENGTH_BYTES + "): " + e.getMessage(), e);
        }
    }

    private static Map<String, String> metadata(Map<String, Json> header) throws MalformedException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, Json> entry :
                JsonFields.object(header, METADATA, "header").entrySet()) {
            metadata.put(entry.getKey(), JsonFields.text(entry.getValue(), METADATA + " " + entry.getKey()));
        }
        return metadata;
    }

    /** The tensors in the order of their bytes, which they share out among them without a gap. */
    private static List<Entry> layout(Map<String, Json> header, int dataBytes) throws MalformedException {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Json> member : header.entrySet()) {
            if (!member.getKey().equals(METADATA)) {
                entries.add(entry(member.getKey(), member.getValue(), dataBytes));
            }
        }
        entries.sort(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end));
        int end = 0;
        for (Entry entry : entries) {
            if (entry.begin < end) {
                throw new MalformedException("tensor " + entry.name + ": begins at " + entry.begin
                        + ", inside the tensor before it, which ends at " + end);
            }
            if (entry.begin > end) {
                throw new MalformedException("tensor " + entry.name + ": begins at " + entry.begin + ", expected " + end
                        + ", where the tensor before it ends");
            }
            end = entry.end;
        }
        if (end < dataBytes) {
            throw new MalformedException(
                    "the tensors end at " + end + ", but the file has " + dataBytes + " bytes behind its header");
        }
        return entries;
    }

    private static Entry entry(String name, Json value, int dataBytes) throws MalformedException {
        String where = "tensor " + name;
        Map<String, Json> fields = JsonFields.members(value, where);
        JsonFields.checkNames(fields, Set.of("dtype", "shape", "data_offsets"), where);
        String type = JsonFields.text(JsonFields.required(fields, "dtype", where), where + ": dtype");
        if (!type.equals("F32")) {
            throw new MalformedException(where + ": dtype " + type + ", expected F32");
        }
        List<Integer> shape = JsonFields.wholeNumbers(fields, "shape", where);
        List<Integer> offsets = JsonFields.wholeNumbers(fields, "data_offsets", where);
        if (offsets.size() != 2) {
            throw new MalformedException(where + ": data_offsets " + offsets + ", expected two numbers");
        }
        int begin = offsets.get(0);
        int end = offsets.get(1);
        if (end > dataBytes) {
            throw new MalformedException(where + ": ends at " + end + ", but the file has " + dataBytes
                    + " bytes behind its header; is the file complete?");
        }
        // Exact below 2^53, and no file is longer than 2^31, so an overflow cannot look like a fit.
        double needed = shape.stream().mapToDouble(Integer::doubleValue).reduce(Float.BYTES, (a, b) -> a * b);
        if (end - begin != needed) {
            throw new MalformedException(where + ": data_offsets " + offsets + " hold " + ((long) end - begin)
                    + " bytes, its shape " + shape + " needs " + JsonWriter.write(new Json.Numeric(needed)));
        }
        return new Entry(name, shape, begin, end);
    }

    /** The bytes of a file; the same container always gives the same bytes. */
    byte[] write() {
        Map<String, Json> header = new LinkedHashMap<>();
        Map<String, Json> strings = new LinkedHashMap<>();
        metadata.forEach((key, value) -> strings.put(key, new Json.Text(value)));
        header.put(METADATA, new Json.Members(strings));
        int end = 0;
        for (Tensor tensor : tensors) {
            int begin = end;
            end = Math.addExact(begin, Math.multiplyExact(tensor.size(), Float.BYTES));
            header.put(tensor.name(), entry(tensor, begin, end));
        }
        byte[] json = new Json.Members(header).toString().getBytes(StandardCharsets.UTF_8);
        int headerBytes = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer file = ByteBuffer.allocate(LENGTH_BYTES + headerBytes + end).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(headerBytes).put(json);
        while (file.position() < LENGTH_BYTES + headerBytes) {
            file.put((byte) ' ');
        }
        FloatBuffer values = file.asFloatBuffer();
        for (Tensor tensor : tensors) {
            values.put(tensor.values());
        }
        return file.array();
    }

    private static Json entry(Tensor tensor, int begin, int end) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("dtype", new Json.Text("F32"));
        fields.put("shape", JsonFields.array(tensor.shape()));
        fields.put("data_offsets", JsonFields.array(List.of(begin, end)));
        return new Json.Members(Collections.unmodifiableMap(fields));
    }
}
