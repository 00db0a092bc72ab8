// Downloads: made here, asked of nobody.
import { pageColours } from "./colours.js";
import { drawFigure } from "./figure.js";
import { emotionName, percent } from "./words.js";

const WIDTH = 1000;
const MARGIN = 24;
const ROW = 24;

export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A picture of the verdict, the probabilities and the figure. */
export function saveCanvas(name, recording, verdict) {
  const figure = document.createElement("canvas");
  drawFigure(figure, recording, WIDTH - 2 * MARGIN);
  const scale = window.devicePixelRatio || 1;
  const probabilities = Object.entries(recording.answer.probabilities);
  const top = MARGIN + 72 + probabilities.length * ROW + MARGIN;
  const picture = document.createElement("canvas");
  picture.width = WIDTH * scale;
  picture.height = (top + MARGIN) * scale + figure.height;
  const pen = picture.getContext("2d");
  pen.scale(scale, scale);
  const page = pageColours();
  pen.fillStyle = page.paper;
  pen.fillRect(0, 0, WIDTH, picture.height);
  pen.fillStyle = page.ink;
  pen.textBaseline = "top";
  pen.font = '14px system-ui, "Noto Sans", "DejaVu Sans", sans-serif';
  pen.fillText(recording.name, MARGIN, MARGIN);
  pen.font = pen.font.replace("14px", "bold 22px");
  pen.fillText(verdict, MARGIN, MARGIN + 24);
  pen.font = pen.font.replace("bold 22px", "14px");
  probabilities.forEach(([label, probability], i) => {
    const y = MARGIN + 72 + i * ROW;
    pen.fillStyle = page.ink;
    pen.fillText(emotionName(label), MARGIN, y);
    pen.fillText(percent(probability), WIDTH - MARGIN - 70, y);
    pen.fillStyle = page.wave;
    pen.fillRect(MARGIN + 130, y + 1, probability * (WIDTH - 2 * MARGIN - 220), 14);
  });
  pen.drawImage(figure, MARGIN, top, WIDTH - 2 * MARGIN, figure.height / scale);
  picture.toBlob(blob => save(name, blob), "image/png");
}
