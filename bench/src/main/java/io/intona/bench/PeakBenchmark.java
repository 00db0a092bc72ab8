package io.intona.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the machine could do at most: fused multiply-adds on registers alone, twelve chains side by side. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeakBenchmark {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 100_000;
    private static final int CHAINS = 12;

    /** Operations of one call. */
    static double operations() {
        return 2.0 * ROUNDS * CHAINS * FLOATS.length();
    }

    public float factor = 0.999f;

    @Benchmark
    public float multiplyAdd() {
        FloatVector x = FloatVector.broadcast(FLOATS, factor);
        FloatVector y = FloatVector.broadcast(FLOATS, 1 - factor);
        FloatVector a = x;
        FloatVector b = y;
        FloatVector c = x;
        FloatVector d = y;
        FloatVector e = x;
        FloatVector f = y;
        FloatVector g = x;
        FloatVector h = y;
        FloatVector i = x;
        FloatVector j = y;
        FloatVector k = x;
        FloatVector l = y;
        for (int round = 0; round < ROUNDS; round++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        return a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .lane(0);
    }
}
