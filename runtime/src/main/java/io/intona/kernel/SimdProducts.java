package io.intona.kernel;

import static io.intona.kernel.SimdFunctions.FLOATS;
import static io.intona.kernel.SimdFunctions.LANES;
import static io.intona.kernel.SimdTiles.PANEL;
import static io.intona.kernel.SimdTiles.ROWS;
import static io.intona.kernel.SimdTiles.STRIDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix products in tiles that stay in registers ({@link SimdTiles}). B is cut into panels, as wide as a tile, which lie
 * in memory in the order in which a tile reads them, the last one filled up with zeros; a panel stays in the first-level
 * cache while all rows of A pass it. The rows of A are copied, a few at a time, to where tiles find them at constant
 * distances: some percent of the work. After K. Goto and R. van de Geijn, Anatomy of high-performance matrix
 * multiplication, ACM TOMS 34 (2008) 12, doi 10.1145/1356052.1356053.
 */
final class SimdProducts {
    /** Rows of A that are copied at a time, a multiple of {@link SimdTiles#ROWS}: 66 of its rows are in the second-level cache. */
    private static final int GROUP = 64;

    /** Terms that a product with a transpose sums at a time: a panel of so many rows is half of the first-level cache. */
    private static final int CHUNK = 128;

    // Arrays of the scratch.
    private static final int A = 0;
    private static final int B = 1;
    private static final int TILE = 2;
    private static final int JOINED = 3;

    private SimdProducts() {}

    static void pack(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        float[][] panels = panels(packed);
        for (int panel = 0; panel * PANEL < columns; panel++) {
            int first = panel * PANEL;
            int width = Math.min(PANEL, columns - first);
            for (int i = 0; i < rows; i++) {
                int to = (firstRow + i) * PANEL;
                System.arraycopy(w, wOffset + i * columns + first, panels[panel], to, width);
                Arrays.fill(panels[panel], to + width, to + PANEL, 0f);
            }
        }
    }

    static void packTransposed(int rows, int columns, float[] w, int wOffset, PackedMatrix packed, int firstRow) {
        float[][] panels = panels(packed);
        for (int panel = 0; panel * PANEL < rows; panel++) {
            int first = panel * PANEL;
            int width = Math.min(PANEL, rows - first);
            for (int j = 0; j < columns; j++) {
                int to = (firstRow + j) * PANEL;
                for (int i = 0; i < width; i++) {
                    panels[panel][to + i] = w[wOffset + (first + i) * columns + j];
                }
                Arrays.fill(panels[panel], to + width, to + PANEL, 0f);
            }
        }
    }

    private static float[][] panels(PackedMatrix packed) {
        return packed.lines((packed.columns() + PANEL - 1) / PANEL, packed.rows() * PANEL);
    }

    /** C = A·B. */
    static void multiply(int rows, float[] a, int aOffset, PackedMatrix b, Scratch scratch, float[] c, int cOffset) {
        int columns = b.columns();
        float[] lines = scratch.array(A, GROUP * STRIDE);
        float[] tile = scratch.array(TILE, ROWS * PANEL);
        for (int term = 0; term == 0 || term < b.rows(); term += SimdTiles.MAX_TERMS) {
            int terms = Math.min(SimdTiles.MAX_TERMS, b.rows() - term);
            for (int row = 0; row < rows; row += GROUP) {
                int count = Math.min(GROUP, rows - row);
                copyLines(count, terms, a, aOffset + row * b.rows() + term, b.rows(), lines, 0);
                multiplyLines(count, term, terms, lines, b, tile, c, cOffset + row * columns);
            }
        }
    }

    /** C = (X, H, 1)·B. */
    static void multiplyJoined(
            int rows,
            int inputs,
            float[] x,
            int xOffset,
            int hidden,
            float[] h,
            int hOffset,
            PackedMatrix b,
            Scratch scratch,
            float[] c,
            int cOffset) {
        int terms = inputs + hidden + 1;
        float[] lines = scratch.array(A, GROUP * STRIDE);
        float[] tile = scratch.array(TILE, ROWS * PANEL);
        if (terms > SimdTiles.MAX_TERMS) {
            float[] joined = scratch.array(JOINED, terms);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(x, xOffset + row * inputs, joined, 0, inputs);
                System.arraycopy(h, hOffset + row * hidden, joined, inputs, hidden);
                joined[terms - 1] = 1;
                multiply(1, joined, 0, b, scratch, c, cOffset + row * b.columns());
            }
            return;
        }
        for (int row = 0; row < rows; row += GROUP) {
            int count = Math.min(GROUP, rows - row);
            copyLines(count, inputs, x, xOffset + row * inputs, inputs, lines, 0);
            copyLines(count, hidden, h, hOffset + row * hidden, hidden, lines, inputs);
            for (int i = 0; i < count; i++) {
                lines[i * STRIDE + terms - 1] = 1;
            }
            multiplyLines(count, 0, terms, lines, b, tile, c, cOffset + row * b.columns());
        }
    }

    /** Rows of A at the distance that tiles expect. */
    private static void copyLines(int count, int terms, float[] a, int offset, int length, float[] lines, int at) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(a, offset + i * length, lines, i * STRIDE + at, terms);
        }
    }

    /** C = A·B for rows of A in lines and the first terms, C += A·B for further ones. */
    private static void multiplyLines(
            int rows, int term, int terms, float[] lines, PackedMatrix b, float[] tile, float[] c, int cOffset) {
        int columns = b.columns();
        for (int first = 0; first < columns; first += PANEL) {
            int width = Math.min(PANEL, columns - first);
            float[] panel = b.lines()[first / PANEL];
            for (int row = 0; row < rows; row += ROWS) {
                int last = Math.min(ROWS, rows - row) - 1;
                int to = cOffset + row * columns + first;
                if (term == 0 && width == PANEL) {
                    multiplyTile(terms, lines, row * STRIDE, panel, 0, c, to, columns, last);
                    continue;
                }
                multiplyTile(terms, lines, row * STRIDE, panel, term * PANEL, tile, 0, PANEL, last);
                if (term == 0) {
                    copyTile(last + 1, width, tile, 0, PANEL, c, to, columns);
                } else {
                    addTile(last + 1, width, tile, c, to, columns);
                }
            }
        }
    }

    private static void multiplyTile(
            int terms, float[] a, int a0, float[] b, int b0, float[] c, int c0, int stride, int last) {
        if (last >= 4) {
            SimdTiles.eight(terms, a, a0, b, b0, c, c0, stride, last);
        } else if (last >= 1) {
            SimdTiles.four(terms, a, a0, b, b0, c, c0, stride, last);
        } else {
            SimdTiles.one(terms, a, a0, b, b0, c, c0);
        }
    }

    private static void addTile(int rows, int width, float[] tile, float[] c, int cOffset, int stride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                c[cOffset + i * stride + j] += tile[i * PANEL + j];
            }
        }
    }

    private static void copyTile(
            int rows, int width, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, fromOffset + i * fromStride, to, toOffset + i * toStride, width);
        }
    }

    /** C += Aᵀ·B. */
    static void addMultiplyTransposed(
            int terms,
            int rows,
            int columns,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            Scratch scratch,
            float[] c,
            int cOffset) {
        int panels = (rows + PANEL - 1) / PANEL;
        float[] aPanels = scratch.array(A, panels * CHUNK * PANEL);
        float[] bPanel = scratch.array(B, CHUNK * PANEL);
        float[] tile = scratch.array(TILE, ROWS * PANEL);
        for (int term = 0; term < terms; term += CHUNK) {
            int count = Math.min(CHUNK, terms - term);
            for (int panel = 0; panel < panels; panel++) {
                int first = panel * PANEL;
                int width = Math.min(PANEL, rows - first);
                copyPanel(count, width, a, aOffset + term * rows + first, rows, aPanels, first * CHUNK);
            }
            for (int first = 0; first < columns; first += PANEL) {
                int width = Math.min(PANEL, columns - first);
                copyPanel(count, width, b, bOffset + term * columns + first, columns, bPanel, 0);
                addTilesAcross(rows, count, aPanels, bPanel, tile, width, c, cOffset + first, columns);
            }
        }
    }

    /** C += Aᵀ·B for one panel of B. */
    private static void addTilesAcross(
            int rows,
            int terms,
            float[] aPanels,
            float[] panel,
            float[] tile,
            int width,
            float[] c,
            int cOffset,
            int stride) {
        for (int row = 0; row < rows; row += ROWS) {
            int last = Math.min(ROWS, rows - row) - 1;
            int at = cOffset + row * stride;
            int from = row / PANEL * PANEL * CHUNK + row % PANEL;
            if (width == PANEL) {
                addTileAcross(terms, aPanels, from, panel, c, at, stride, last);
            } else {
                copyTile(last + 1, width, c, at, stride, tile, 0, PANEL);
                addTileAcross(terms, aPanels, from, panel, tile, 0, PANEL, last);
                copyTile(last + 1, width, tile, 0, PANEL, c, at, stride);
            }
        }
    }

    private static void addTileAcross(
            int terms, float[] a, int a0, float[] panel, float[] c, int c0, int stride, int last) {
        if (last >= 4) {
            SimdTiles.across(terms, a, a0, panel, 0, c, c0, stride, last);
        } else {
            SimdTiles.acrossFour(terms, a, a0, panel, 0, c, c0, stride, last);
        }
    }

    /** Columns of a matrix as a panel, filled up with zeros. */
    private static void copyPanel(
            int terms, int width, float[] b, int offset, int stride, float[] panel, int panelOffset) {
        for (int t = 0; t < terms; t++) {
            int from = offset + t * stride;
            int to = panelOffset + t * PANEL;
            if (width == PANEL) {
                FloatVector.fromArray(FLOATS, b, from).intoArray(panel, to);
                FloatVector.fromArray(FLOATS, b, from + LANES).intoArray(panel, to + LANES);
            } else {
                System.arraycopy(b, from, panel, to, width);
                Arrays.fill(panel, to + width, to + PANEL, 0f);
            }
        }
    }
}
