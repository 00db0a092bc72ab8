package io.intona.kernel;

/**
 * The operations on rows of several signals as plain loops, from a given column or value on: {@link ScalarKernels} does all
 * of them, {@link SimdSpectra} what is left when a row is no multiple of the width.
 */
final class ScalarSpectra {
    private ScalarSpectra() {}

    /** The columns from the given one on. */
    static void windowPairs(
            int rows, int from, int[] starts, float[] samples, float[] window, float[] even, float[] odd) {
        int width = starts.length;
        for (int k = 0; k < rows; k++) {
            float first = window[2 * k];
            float second = window[2 * k + 1];
            for (int j = from; j < width; j++) {
                int at = starts[j] + 2 * k;
                even[k * width + j] = samples[at] * first;
                odd[k * width + j] = samples[at + 1] * second;
            }
        }
    }

    /** The columns from the given one on. */
    static void radix4(
            int quarter,
            int from,
            int width,
            int stride,
            float[] cos,
            float[] sin,
            float[] xr,
            float[] xi,
            float[] yr,
            float[] yi,
            int offset,
            int next,
            int apart) {
        int step = quarter * width;
        for (int p = 0; p < quarter; p++) {
            int w = p * stride;
            float c1 = cos[w];
            float s1 = sin[w];
            float c2 = cos[2 * w];
            float s2 = sin[2 * w];
            float c3 = cos[3 * w];
            float s3 = sin[3 * w];
            for (int j = from; j < width; j++) {
                int a = offset + p * width + j;
                int b = a + step;
                int c = b + step;
                int d = c + step;
                int to = offset + p * next + j;
                float acr = xr[a] + xr[c];
                float aci = xi[a] + xi[c];
                float bdr = xr[b] + xr[d];
                float bdi = xi[b] + xi[d];
                float differenceR = xr[a] - xr[c];
                float differenceI = xi[a] - xi[c];
                float turnedR = xi[b] - xi[d]; // −i·(b − d)
                float turnedI = xr[d] - xr[b];
                yr[to] = acr + bdr;
                yi[to] = aci + bdi;
                float r = differenceR + turnedR;
                float i = differenceI + turnedI;
                yr[to + apart] = c1 * r - s1 * i;
                yi[to + apart] = c1 * i + s1 * r;
                r = acr - bdr;
                i = aci - bdi;
                yr[to + 2 * apart] = c2 * r - s2 * i;
                yi[to + 2 * apart] = c2 * i + s2 * r;
                r = differenceR - turnedR;
                i = differenceI - turnedI;
                yr[to + 3 * apart] = c3 * r - s3 * i;
                yi[to + 3 * apart] = c3 * i + s3 * r;
            }
        }
    }

    /** The columns from the given one on. */
    static void radix2(int from, int width, float[] xr, float[] xi, float[] yr, float[] yi, int offset) {
        for (int a = offset + from, b = a + width; a < offset + width; a++, b++) {
            float r = xr[b];
            float i = xi[b];
            yr[b] = xr[a] - r;
            yi[b] = xi[a] - i;
            yr[a] = xr[a] + r;
            yi[a] = xi[a] + i;
        }
    }

    /** The columns from the given one on. */
    static void splitPower(
            int half, int from, int width, float[] cos, float[] sin, float[] re, float[] im, float[] power) {
        for (int j = from; j < width; j++) {
            float sum = re[j] + im[j];
            float difference = re[j] - im[j];
            power[j] = sum * sum;
            power[half * width + j] = difference * difference;
        }
        for (int k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
            int lowRow = rowOf(k, half) * width;
            int highRow = rowOf(mirror, half) * width;
            for (int j = from; j < width; j++) {
                int low = lowRow + j;
                int high = highRow + j;
                float evenR = 0.5f * (re[low] + re[high]);
                float evenI = 0.5f * (im[low] - im[high]);
                float oddR = 0.5f * (im[low] + im[high]);
                float oddI = 0.5f * (re[high] - re[low]);
                float turnedR = cos[k] * oddR - sin[k] * oddI;
                float turnedI = cos[k] * oddI + sin[k] * oddR;
                float lowR = evenR + turnedR;
                float lowI = evenI + turnedI;
                float highR = evenR - turnedR;
                float highI = turnedI - evenI;
                power[k * width + j] = lowR * lowR + lowI * lowI;
                power[mirror * width + j] = highR * highR + highI * highI;
            }
        }
    }

    /** Where number k of a transform stands that was split in four. */
    static int rowOf(int k, int half) {
        return (k & 3) * (half >> 2) + (k >> 2);
    }

    /** The columns from the given one on; four rows of Y at a time, so that additions need not wait for one another. */
    static void combineRows(
            int rows, int terms, int from, int width, float[] a, float[] x, int xOffset, float[] y, int yOffset) {
        for (int j = from; j < width; j++) {
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                four(terms, width, a, row * terms, x, xOffset + j, y, yOffset + row * width + j);
            }
            for (; row < rows; row++) {
                one(terms, width, a, row * terms, x, xOffset + j, y, yOffset + row * width + j);
            }
        }
    }

    private static void four(int terms, int width, float[] a, int aAt, float[] x, int xAt, float[] y, int yAt) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int first = 0; first < terms; first += Kernels.RUN) {
            int end = Math.min(first + Kernels.RUN, terms);
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int k = first; k < end; k++) {
                float value = x[xAt + k * width];
                s0 += value * a[aAt + k];
                s1 += value * a[aAt + terms + k];
                s2 += value * a[aAt + 2 * terms + k];
                s3 += value * a[aAt + 3 * terms + k];
            }
            sum0 += s0;
            sum1 += s1;
            sum2 += s2;
            sum3 += s3;
        }
        y[yAt] = sum0;
        y[yAt + width] = sum1;
        y[yAt + 2 * width] = sum2;
        y[yAt + 3 * width] = sum3;
    }

    private static void one(int terms, int width, float[] a, int aAt, float[] x, int xAt, float[] y, int yAt) {
        float sum = 0;
        for (int first = 0; first < terms; first += Kernels.RUN) {
            int end = Math.min(first + Kernels.RUN, terms);
            float s = 0;
            for (int k = first; k < end; k++) {
                s += x[xAt + k * width] * a[aAt + k];
            }
            sum += s;
        }
        y[yAt] = sum;
    }

    /** The values from the given one on. */
    static void decibels(int from, int length, float[] x, float[] y) {
        for (int i = from; i < length; i++) {
            y[i] = Decibels.of(x[i]);
        }
    }
}
