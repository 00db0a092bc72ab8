// Okabe and Ito's colours, which differ for all kinds of colour vision (jfly.uni-koeln.de/color), and viridis.

const SERIES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#999999"];

const VIRIDIS = [
  [0x44, 0x01, 0x54], [0x48, 0x24, 0x75], [0x41, 0x44, 0x87], [0x35, 0x5f, 0x8d], [0x2a, 0x78, 0x8e], [0x21, 0x91, 0x8c],
  [0x22, 0xa8, 0x84], [0x44, 0xbf, 0x70], [0x7a, 0xd1, 0x51], [0xbd, 0xdf, 0x26], [0xfd, 0xe7, 0x25],
];

/** The colour of a vector or an emotion by its number. */
export const seriesColour = index => SERIES[index % SERIES.length];

/** Black or white, whichever is easier to read on a colour. */
export function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#000000" : "#ffffff";
}

/** Red, green and blue of a value from 0 to 1. */
export function viridis(value) {
  const position = Math.max(0, Math.min(1, value)) * (VIRIDIS.length - 1);
  const low = Math.min(VIRIDIS.length - 2, Math.floor(position));
  return VIRIDIS[low].map((from, i) => from + (position - low) * (VIRIDIS[low + 1][i] - from));
}

/** The page's own colours, light or dark. */
export function pageColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  return { ink: colour("--ink"), soft: colour("--soft"), paper: colour("--paper"), line: colour("--line"), wave: colour("--bar") };
}
