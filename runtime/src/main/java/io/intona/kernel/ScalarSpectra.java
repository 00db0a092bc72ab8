package io.intona.kernel;

/**
 * The operations on rows of doubles as plain loops, from a given column or value on: {@link ScalarKernels} does all of them,
 * {@link SimdSpectra} what is left when a row is no multiple of the width.
 */
final class ScalarSpectra {
    private ScalarSpectra() {}

    /** The columns from the given one on. */
    static void radix4(
            int quarter,
            int from,
            int width,
            int stride,
            double[] cos,
            double[] sin,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi) {
        int step = quarter * width;
        for (int p = 0; p < quarter; p++) {
            int w = p * stride;
            double c1 = cos[w];
            double s1 = sin[w];
            double c2 = cos[2 * w];
            double s2 = sin[2 * w];
            double c3 = cos[3 * w];
            double s3 = sin[3 * w];
            for (int j = from; j < width; j++) {
                int a = p * width + j;
                int b = a + step;
                int c = b + step;
                int d = c + step;
                int to = 4 * p * width + j;
                double acr = xr[a] + xr[c];
                double aci = xi[a] + xi[c];
                double bdr = xr[b] + xr[d];
                double bdi = xi[b] + xi[d];
                double differenceR = xr[a] - xr[c];
                double differenceI = xi[a] - xi[c];
                double turnedR = xi[b] - xi[d]; // −i·(b − d)
                double turnedI = xr[d] - xr[b];
                yr[to] = acr + bdr;
                yi[to] = aci + bdi;
                double r = differenceR + turnedR;
                double i = differenceI + turnedI;
                yr[to + width] = c1 * r - s1 * i;
                yi[to + width] = c1 * i + s1 * r;
                r = acr - bdr;
                i = aci - bdi;
                yr[to + 2 * width] = c2 * r - s2 * i;
                yi[to + 2 * width] = c2 * i + s2 * r;
                r = differenceR - turnedR;
                i = differenceI - turnedI;
                yr[to + 3 * width] = c3 * r - s3 * i;
                yi[to + 3 * width] = c3 * i + s3 * r;
            }
        }
    }

    /** The columns from the given one on. */
    static void radix2(int from, int width, double[] xr, double[] xi, double[] yr, double[] yi) {
        for (int a = from, b = width + from; a < width; a++, b++) {
            double r = xr[b];
            double i = xi[b];
            yr[b] = xr[a] - r;
            yi[b] = xi[a] - i;
            yr[a] = xr[a] + r;
            yi[a] = xi[a] + i;
        }
    }

    /** The columns from the given one on. */
    static void splitSpectrum(int half, int from, int width, double[] cos, double[] sin, double[] re, double[] im) {
        for (int k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
            for (int j = from; j < width; j++) {
                int low = k * width + j;
                int high = mirror * width + j;
                double evenR = 0.5 * (re[low] + re[high]);
                double evenI = 0.5 * (im[low] - im[high]);
                double oddR = 0.5 * (im[low] + im[high]);
                double oddI = 0.5 * (re[high] - re[low]);
                double turnedR = cos[k] * oddR - sin[k] * oddI;
                double turnedI = cos[k] * oddI + sin[k] * oddR;
                re[low] = evenR + turnedR;
                im[low] = evenI + turnedI;
                re[high] = evenR - turnedR;
                im[high] = turnedI - evenI;
            }
        }
    }

    /** The columns from the given one on; four rows of Y at a time, so that additions need not wait for one another. */
    static void combineRows(
            int rows, int terms, int from, int width, double[] a, double[] x, int xOffset, double[] y, int yOffset) {
        for (int j = from; j < width; j++) {
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                int a0 = row * terms;
                int a1 = a0 + terms;
                int a2 = a1 + terms;
                int a3 = a2 + terms;
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                for (int k = 0; k < terms; k++) {
                    double value = x[xOffset + k * width + j];
                    s0 += value * a[a0 + k];
                    s1 += value * a[a1 + k];
                    s2 += value * a[a2 + k];
                    s3 += value * a[a3 + k];
                }
                int at = yOffset + row * width + j;
                y[at] = s0;
                y[at + width] = s1;
                y[at + 2 * width] = s2;
                y[at + 3 * width] = s3;
            }
            for (; row < rows; row++) {
                double sum = 0;
                for (int k = 0; k < terms; k++) {
                    sum += x[xOffset + k * width + j] * a[row * terms + k];
                }
                y[yOffset + row * width + j] = sum;
            }
        }
    }

    /** The values from the given one on. */
    static void decibels(int from, int length, double[] x, float[] y) {
        for (int i = from; i < length; i++) {
            y[i] = (float) Decibels.of(x[i]);
        }
    }
}
