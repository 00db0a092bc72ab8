// Waveform, emotions, features, attention weights and winning vectors on one axis of seconds, drawn on a canvas: Figures 4 and 5
// of the paper. Frame t of the features lies around t hops.
import { inkOn, pageColours, seriesColour, viridis } from "./colours.js";
import { decimal, emotionName, say } from "./words.js";

const LEFT = 58;
const RIGHT = 44;
const GAP = 14;
const AXIS = 40;

/** Standard deviations at the ends of the features' colours. */
const FEATURE_RANGE = 2.5;

const PANELS = { wave: 84, emotions: 34, features: 150, attention: 90, vectors: 90 };

/** Draws a recording into a canvas of a width in CSS pixels; returns where its axis of time lies. */
export function drawFigure(canvas, recording, width) {
  const panels = panelsOf(recording);
  const height = panels.reduce((sum, panel) => sum + PANELS[panel] + GAP, 4) + AXIS - GAP;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const page = pageColours();
  pen.fillStyle = page.paper;
  pen.fillRect(0, 0, width, height);
  pen.font = '12px system-ui, "Noto Sans", "DejaVu Sans", sans-serif';
  const axis = { left: LEFT, right: width - RIGHT, seconds: recording.seconds };
  const x = seconds => axis.left + (seconds / axis.seconds) * (axis.right - axis.left);
  let top = 4;
  for (const panel of panels) {
    const box = { pen, page, x, left: axis.left, right: axis.right, top, bottom: top + PANELS[panel] };
    pen.save();
    pen.beginPath();
    pen.rect(box.left, box.top, box.right - box.left, PANELS[panel]);
    pen.clip();
    DRAW[panel](box, recording);
    pen.restore();
    pen.strokeStyle = page.soft;
    pen.strokeRect(box.left, box.top, box.right - box.left, PANELS[panel]);
    LABEL[panel](box, recording);
    top += PANELS[panel] + GAP;
  }
  timeAxis(pen, page, axis, x, top - GAP);
  return { ...axis, bottom: top - GAP };
}

function panelsOf({ wave, answer }) {
  return [
    ...(wave ? ["wave"] : []),
    ...(answer.timeline?.segments.length > 0 ? ["emotions"] : []),
    ...(answer.features ? ["features"] : []),
    ...(answer.attention && answer.features ? ["attention"] : []),
    ...(answer.attention?.winning_vectors.length > 0 && answer.features ? ["vectors"] : []),
  ];
}

const DRAW = {
  wave({ pen, page, x, left, right, top, bottom }, { wave, sampleRateHz }) {
    const middle = (top + bottom) / 2;
    const half = (bottom - top) / 2 - 2;
    pen.fillStyle = page.wave;
    for (let pixel = left; pixel < right; pixel++) {
      const perPixel = wave.length / (right - left);
      const from = Math.floor((pixel - left) * perPixel);
      const to = Math.max(from + 1, Math.floor((pixel + 1 - left) * perPixel));
      let low = 1;
      let high = -1;
      for (let i = from; i < to && i < wave.length; i++) {
        low = Math.min(low, wave[i]);
        high = Math.max(high, wave[i]);
      }
      pen.fillRect(pixel, middle - high * half, 1, Math.max(1, (high - low) * half));
    }
  },

  emotions({ pen, page, x, top, bottom }, { answer }) {
    const labels = Object.keys(answer.probabilities);
    for (const segment of answer.timeline.segments.filter(each => each.speech)) {
      const from = x(segment.start);
      const width = x(segment.end) - from;
      const colour = segment.emotion ? seriesColour(labels.indexOf(segment.emotion)) : page.line;
      pen.fillStyle = colour;
      pen.fillRect(from, top, width, bottom - top);
      pen.strokeStyle = page.paper;
      pen.strokeRect(from, top, width, bottom - top);
      const name = segment.emotion ? emotionName(segment.emotion) : say("unsure");
      if (pen.measureText(name).width < width - 6) {
        pen.fillStyle = segment.emotion ? inkOn(colour) : page.ink;
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.fillText(name, from + width / 2, (top + bottom) / 2);
      }
    }
  },

  features({ pen, x, top, bottom }, { answer }) {
    const { values, hop_seconds: hop } = answer.features;
    const size = values[0].length;
    const image = new ImageData(values.length, size);
    values.forEach((frame, t) => frame.forEach((value, i) => {
      const [r, g, b] = viridis((value + FEATURE_RANGE) / (2 * FEATURE_RANGE));
      image.data.set([r, g, b, 255], 4 * ((size - 1 - i) * values.length + t));
    }));
    const map = new OffscreenCanvas(values.length, size);
    map.getContext("2d").putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(map, x(-hop / 2), top, x((values.length - 0.5) * hop) - x(-hop / 2), bottom - top);
  },

  attention({ pen, page, x, top, bottom }, { answer }) {
    const { weights, winning_vectors: winners, hop_seconds: hop } = answer.attention;
    const most = Math.max(...weights);
    weights.forEach((weight, t) => {
      const height = (weight / most) * (bottom - top - 3);
      pen.fillStyle = winners.length > 0 ? seriesColour(winners[t]) : page.wave;
      pen.fillRect(x((t - 0.5) * hop), bottom - height, x(hop) - x(0) + 0.3, height);
    });
  },

  vectors({ pen, x, top, bottom }, { answer, vectors }) {
    const { winning_vectors: winners, hop_seconds: hop } = answer.attention;
    const row = (bottom - top) / vectors;
    winners.forEach((winner, t) => {
      pen.fillStyle = seriesColour(winner);
      const height = Math.max(2, row - 1);
      pen.fillRect(x((t - 0.5) * hop), bottom - (winner + 0.5) * row - height / 2, x(hop) - x(0) + 0.3, height);
    });
  },
};

const LABEL = {
  wave(box) {
    name(box, say("amplitude"));
    ticks(box, [[0.04, "1"], [0.5, "0"], [0.96, "−1"]]);
  },
  emotions(box) {
    name(box, say("emotion"));
  },
  features(box, { answer }) {
    const size = answer.features.values[0].length;
    const isMfcc = answer.features.names.every(each => each.startsWith("mfcc"));
    name(box, say(isMfcc ? "coefficient" : "feature"));
    const step = size > 60 ? 32 : size > 20 ? 10 : 5;
    const marks = [];
    for (let i = 0; i < size; i += step) {
      marks.push([1 - (i + 0.5) / size, String(i)]);
    }
    ticks(box, marks);
    colourBar(box);
  },
  attention(box, { answer }) {
    name(box, say("attention"));
    const most = Math.max(...answer.attention.weights);
    ticks(box, [[0.04, decimal(most, 3)], [0.97, "0"]]);
  },
  vectors(box, { vectors }) {
    name(box, say("vector"));
    const step = Math.max(1, Math.ceil(vectors / 6));
    const marks = [];
    for (let i = 0; i < vectors; i += step) {
      marks.push([1 - (i + 0.5) / vectors, String(i)]);
    }
    ticks(box, marks);
  },
};

/** The name of a panel, upright beside it, in two lines where one is too long. */
function name({ pen, page, top, bottom }, text) {
  pen.save();
  pen.fillStyle = page.ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.translate(10, (top + bottom) / 2);
  pen.rotate(-Math.PI / 2);
  const size = Math.min(12, 12 * (bottom - top + GAP) / pen.measureText(text).width);
  pen.font = pen.font.replace(/^\d+px/, `${Math.max(9, size)}px`);
  pen.fillText(text, 0, 0);
  pen.restore();
}

/** Numbers on the left of a panel, at parts of its height from the top. */
function ticks({ pen, page, left, top, bottom }, marks) {
  pen.fillStyle = page.ink;
  pen.strokeStyle = page.soft;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const [part, text] of marks) {
    const y = top + part * (bottom - top);
    pen.fillText(text, left - 6, y);
    pen.beginPath();
    pen.moveTo(left - 4, y);
    pen.lineTo(left, y);
    pen.stroke();
  }
}

/** What the features' colours mean, on the right. */
function colourBar({ pen, page, right, top, bottom }) {
  const height = bottom - top;
  for (let i = 0; i < height; i++) {
    pen.fillStyle = `rgb(${viridis(1 - i / height).join()})`;
    pen.fillRect(right + 5, top + i, 9, 1.5);
  }
  pen.fillStyle = page.ink;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  for (const [part, text] of [[0.04, decimal(FEATURE_RANGE, 1)], [0.5, say("deviations")], [0.96, decimal(-FEATURE_RANGE, 1)]]) {
    pen.fillText(text, right + 17, top + part * height);
  }
}

function timeAxis(pen, page, axis, x, top) {
  const wanted = Math.max(2, Math.floor((axis.right - axis.left) / 70));
  const step = niceStep(axis.seconds / wanted);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  pen.fillStyle = page.ink;
  pen.strokeStyle = page.soft;
  pen.textBaseline = "top";
  for (let i = 0; i * step <= axis.seconds * (1 + 1e-9); i++) {
    const at = x(i * step);
    pen.beginPath();
    pen.moveTo(at, top);
    pen.lineTo(at, top + 4);
    pen.stroke();
    pen.textAlign = "center";
    pen.fillText(decimal(i * step, digits), at, top + 6);
  }
  pen.textAlign = "center";
  pen.fillText(say("time"), (axis.left + axis.right) / 2, top + 22);
}

/** 1, 2 or 5 times a power of ten, the next above. */
export function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= least * (1 - 1e-9));
}
