package io.intona.lab.tune;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The standard normal distribution cut off at both ends, in logarithms, so that tails keep their digits. Φ is the
 * distribution function of the whole one.
 */
final class TruncatedNormal {
    static final double LOG_SQRT_TWO_PI = 0.918938533204672741780329736406;

    private static final double SQRT_TWO = Math.sqrt(2);
    /** From here on down erfc is too small; Abramowitz and Stegun 26.2.12 takes over. */
    private static final double SERIES_BELOW = -20;

    /** From here on up Φ is 1 to the last digit, and its logarithm −Φ(−z). */
    private static final double COMPLEMENT_ABOVE = 6;

    private TruncatedNormal() {}

    /** Φ(z). */
    static double cdf(double z) {
        return 0.5 * Erfc.value(-z / SQRT_TWO);
    }

    /** ln Φ(z). */
    static double logCdf(double z) {
        if (z > COMPLEMENT_ABOVE) {
            return -cdf(-z);
        }
        if (z > SERIES_BELOW) {
            return StrictMath.log(cdf(z));
        }
        double inverseSquare = 1 / (z * z);
        double term = 1;
        double series = 1; // 1 − 1/z² + 3/z⁴ − 15/z⁶ …, until terms vanish or begin to grow
        for (int odd = 1; odd * inverseSquare < 1; odd += 2) {
            term *= -odd * inverseSquare;
            double next = series + term;
            if (next == series) {
                break;
            }
            series = next;
        }
        return -z * z / 2 - StrictMath.log(-z) - LOG_SQRT_TWO_PI + StrictMath.log(series);
    }

    /** ln(Φ(b) − Φ(a)) for a < b. */
    static double logMass(double a, double b) {
        if (b <= 0) {
            double logB = logCdf(b);
            return logB + StrictMath.log1p(-StrictMath.exp(logCdf(a) - logB));
        }
        return a > 0 ? logMass(-b, -a) : StrictMath.log1p(-cdf(a) - cdf(-b));
    }

    /** The z from [a, b] with Φ(z) = Φ(a) + u·(Φ(b) − Φ(a)), for u in [0, 1). */
    static double quantile(double a, double b, double u) {
        double left = cdf(a) + u * StrictMath.exp(logMass(a, b));
        double z;
        if (left <= 0.5) {
            z = -SQRT_TWO * InverseErfc.value(2 * left);
        } else {
            double right = cdf(-b) + (1 - u) * StrictMath.exp(logMass(a, b));
            z = SQRT_TWO * InverseErfc.value(2 * right);
        }
        return Math.min(Math.max(z, a), b);
    }
}
