package io.intona.lab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

import io.intona.feature.FeatureMatrix;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFilesTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "347, 34", "1000000, 1", "99999, 2"})
    void npyHasTheHeaderThatNumpyDefinesAndTheValuesInOrder(int frames, int size) throws IOException {
        FeatureMatrix features = matrix(frames, size);
        Path file = folder.resolve("features.npy");
        NpyFile.write(file, features);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] header = new byte[bytes.getShort()];
        bytes.get(header);
        assertThat(bytes.position() % 64).isZero();
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .endsWith("\n")
                .isEqualToIgnoringWhitespace(
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + frames + ", " + size + "), }");
        float[] values = new float[frames * size];
        bytes.asFloatBuffer().get(values);
        assertThat(bytes.remaining()).isEqualTo(values.length * Float.BYTES);
        assertThat(values).isEqualTo(features.values());
    }

    @Test
    void numpyReadsNpyAndCsv() throws Exception {
        FeatureMatrix features = matrix(347, 34);
        NpyFile.write(folder.resolve("a.npy"), features);
        FeatureCsv.write(folder.resolve("a.csv"), names(34), features);
        String program = "import numpy\n"
                + "a = numpy.load('a.npy')\n"
                + "b = numpy.loadtxt('a.csv', delimiter=',', skiprows=1, dtype='f4')\n"
                + "print(a.dtype.str, a.shape, a.flags.c_contiguous, (a == b).all())\n"
                + "a.tofile('a.f32')\n";
        if (!Files.isExecutable(PYTHON) || run("import numpy") != 0) {
            abort("left out: needs " + PYTHON + " with numpy");
        }
        assertThat(run(program)).isZero();
        assertThat(folder.resolve("out")).hasContent("<f4 (347, 34) True True");
        float[] values = new float[347 * 34];
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.f32")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values).isEqualTo(features.values());
    }

    @Test
    void csvHasTheNamesAndTheShortestNumbersThatReadBackTheSame() throws IOException {
        float[] values = {1, -0.1f, 2.0e-3f, 1.0e10f, 3.4028235e38f, 1.17549435e-38f, -1131.3708f, 2.0e23f};
        StringWriter text = new StringWriter();
        FeatureCsv.write(text, names(4), new FeatureMatrix(2, 4, values));
        assertThat(text.toString())
                .isEqualTo(
                        "mfcc0,mfcc1,mfcc2,mfcc3\n1.0,-0.1,0.002,1.0E10\n3.4028235E38,1.1754944E-38,-1131.3708,2.0E23\n");
    }

    @Test
    void csvReadsBackBitForBit() throws IOException {
        FeatureMatrix features = matrix(200, 5);
        Path file = folder.resolve("features.csv");
        FeatureCsv.write(file, names(5), features);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(201);
        for (int t = 0; t < 200; t++) {
            String[] fields = lines.get(t + 1).split(",", -1);
            for (int i = 0; i < 5; i++) {
                assertThat(Float.parseFloat(fields[i])).isEqualTo(features.at(t, i));
            }
        }
    }

    @Test
    void csvRefusesNamesThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureCsv.write(new StringWriter(), names(3), matrix(1, 4)))
                .withMessage("3 column names for 4 values a frame, expected as many");
    }

    @Test
    void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
        Path file = folder.resolve("features.npy");
        NpyFile.write(file, matrix(10, 3));
        NpyFile.write(file, matrix(2, 3));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.size(file)).isEqualTo(128 + 2 * 3 * 4);
    }

    private int run(String program) throws Exception {
        return new ProcessBuilder(PYTHON.toString(), "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start()
                .waitFor();
    }

    private static List<String> names(int size) {
        return Stream.iterate(0, i -> i + 1).limit(size).map(i -> "mfcc" + i).toList();
    }

    private static FeatureMatrix matrix(int frames, int size) {
        SplittableRandom random = new SplittableRandom(frames);
        float[] values = new float[frames * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble(-1, 1) * StrictMath.pow(10, random.nextInt(-6, 5)));
        }
        return new FeatureMatrix(frames, size, values);
    }
}
