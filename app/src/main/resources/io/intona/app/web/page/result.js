// One recognised recording: verdict, probabilities, figure, tables, downloads.
import { bars } from "./bars.js";
import { drawFigure } from "./figure.js";
import { element, table } from "./elements.js";
import { save, saveCanvas } from "./save.js";
import { decimal, emotionName, percent, say } from "./words.js";

/** Parts of the recording in the table that stands for the figure. */
const TABLE_ROWS = 10;

/**
 * A recording with what was heard in it.
 *
 * @param recording {name, audio: a Blob, wave: samples or null, seconds, answer: of /v1/recognize, vectors: how many}
 * @param actions {compare(), remove()}
 */
export function result(recording, actions) {
  const { answer } = recording;
  const card = element("article", { class: "result" });
  const chart = bars();
  const audio = element("audio", { preload: "auto", src: URL.createObjectURL(recording.audio) });
  const canvas = element("canvas", { "aria-hidden": "true" });
  const playhead = element("div", { class: "playhead" });
  const plot = element("div", { class: "plot", role: "slider", tabindex: "0" }, canvas, playhead);
  const player = element("button", { type: "button", "data-action": "play" });
  let axis = null;
  let at = 0;
  let toldAt = 0;
  let frame = null; // of the animation, while it plays

  function seek(seconds) {
    at = Math.max(0, Math.min(recording.seconds, seconds));
    if (audio.readyState > 0) {
      audio.currentTime = Math.min(at, audio.duration);
    }
    movePlayhead();
    tellPlace();
  }

  function movePlayhead() {
    if (axis) {
      playhead.style.left = `${axis.left + (at / axis.seconds) * (axis.right - axis.left)}px`;
      playhead.style.height = `${axis.bottom}px`;
    }
  }

  function tellPlace() {
    toldAt = at;
    const t = frameAt(answer, at);
    plot.setAttribute("aria-valuenow", at.toFixed(2));
    plot.setAttribute("aria-valuetext", say(
      "at", decimal(at, 2), t === null ? null : decimal(answer.attention.weights[t], 4), winner(answer, t)));
  }

  /** Moves on with the sound; while it plays, the words do so once a second, or they would never be heard out. */
  function follow() {
    at = audio.currentTime;
    movePlayhead();
    if (audio.paused || Math.floor(at) !== Math.floor(toldAt)) {
      tellPlace();
    }
  }

  function followEachFrame() {
    follow();
    frame = audio.paused ? null : requestAnimationFrame(followEachFrame);
  }

  function showPlayer() {
    player.textContent = say(audio.paused ? "play" : "stopPlaying");
    player.setAttribute("aria-label", `${player.textContent}: ${recording.name}`);
  }

  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
  const keys = {
    " ": toggle,
    ArrowLeft: () => seek(at - 0.1),
    ArrowRight: () => seek(at + 0.1),
    ArrowDown: () => seek(at - 0.1),
    ArrowUp: () => seek(at + 0.1),
    PageDown: () => seek(at - 1),
    PageUp: () => seek(at + 1),
    Home: () => seek(0),
    End: () => seek(recording.seconds),
  };
  plot.addEventListener("keydown", event => {
    if (keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  plot.addEventListener("pointerdown", event => {
    const x = event.clientX - plot.getBoundingClientRect().left;
    seek(((x - axis.left) / (axis.right - axis.left)) * axis.seconds);
  });
  player.addEventListener("click", toggle);
  audio.addEventListener("play", () => {
    frame ??= requestAnimationFrame(followEachFrame);
  });
  ["play", "pause", "ended"].forEach(event => audio.addEventListener(event, showPlayer));
  ["pause", "seeked", "timeupdate"].forEach(event => audio.addEventListener(event, follow));

  function draw() {
    if (plot.clientWidth > 0) {
      axis = drawFigure(canvas, recording, plot.clientWidth);
      movePlayhead();
    }
  }

  function showWords() {
    tellPlace();
    const title = element("h3", { tabindex: "-1" }, recording.name);
    showPlayer();
    plot.setAttribute("aria-label", say("figure", recording.name));
    plot.setAttribute("aria-valuemin", "0");
    plot.setAttribute("aria-valuemax", recording.seconds.toFixed(2));
    chart.show(answer.probabilities);
    card.replaceChildren(
      title,
      element("p", { class: "verdict" }, verdict(answer)),
      ...notes(recording).map(note => element("p", { class: "hint" }, note)),
      element("h4", {}, say("probabilities")),
      chart.table,
      element("figure", {}, ...(recording.wave ? [player] : []), audio, plot, element("figcaption", {}, description(recording))),
      ...timelineParts(answer),
      ...(answer.attention ? [figureTable(recording)] : []),
      element("div", { class: "actions" },
        button("compare", actions.compare),
        button("saveJson", () => save(`${recording.name}.json`, new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" }))),
        button("savePng", () => saveCanvas(`${recording.name}.png`, recording, verdict(answer))),
        button("remove", actions.remove)));
    draw();
  }

  /** Takes it off the page, and lets go of its sound. */
  function dispose() {
    card.remove();
    watch.disconnect();
    audio.pause();
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
    audio.load();
  }

  const watch = new ResizeObserver(draw);
  watch.observe(plot);
  showWords();
  return { card, plot, showWords, draw, dispose };
}

function button(word, action) {
  const made = element("button", { type: "button", "data-action": word }, say(word));
  made.addEventListener("click", action);
  return made;
}

/** The emotion with its probability, or that the model would rather not answer. */
export const verdict = ({ emotion, abstains, probabilities }) =>
  say(abstains ? "abstains" : "verdict", emotionName(emotion), percent(probabilities[emotion]));

function notes({ wave, answer }) {
  return [
    ...(answer.narrowband ? [say("narrowband")] : []),
    ...(answer.timeline && answer.timeline.speech_seconds === 0 ? [say("noSpeech")] : []),
    ...(wave ? [] : [say("noWaveform")]),
    ...(answer.features ? [] : [say("tooLongForMap")]),
  ];
}

/** The figure in a sentence. */
function description({ seconds, answer }) {
  const weights = answer.attention?.weights;
  if (!weights) {
    return "";
  }
  const peak = weights.indexOf(Math.max(...weights));
  return say("describe", decimal(seconds, 1), decimal(peak * answer.attention.hop_seconds, 2), winner(answer, peak));
}

const winner = ({ attention }, frame) =>
  frame === null || !attention || attention.winning_vectors.length === 0 ? null : attention.winning_vectors[frame];

const frameAt = ({ attention }, seconds) =>
  attention ? Math.min(attention.weights.length - 1, Math.round(seconds / attention.hop_seconds)) : null;

/** What the figure shows of attention, for those who do not see it. */
function figureTable({ seconds, answer }) {
  const rows = [];
  for (let row = 0; row < TABLE_ROWS; row++) {
    const [from, to] = [row, row + 1].map(i => (i * seconds) / TABLE_ROWS);
    let share = 0;
    const wins = new Map();
    answer.attention.weights.forEach((weight, t) => {
      const middle = t * answer.attention.hop_seconds;
      if (middle >= from && (middle < to || row === TABLE_ROWS - 1)) {
        share += weight;
        const vector = winner(answer, t);
        wins.set(vector, (wins.get(vector) ?? 0) + 1);
      }
    });
    const most = [...wins].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
    rows.push([decimal(from, 2), decimal(to, 2), percent(share), ...(most === null ? [] : [String(most)])]);
  }
  const headings = ["from", "to", "attentionShare", "vectorMost"].map(word => say(word));
  return folded(say("figureTable"), table(say("figureTable"), headings.slice(0, rows[0].length), rows));
}

/** Stretches of speech and pauses; with what changes if there is more than one. */
function timelineParts({ timeline, seconds }) {
  if (!timeline) {
    return [];
  }
  const rows = timeline.segments.map(({ start, end, speech, emotion, probabilities }) => [
    decimal(start, 2),
    decimal(end, 2),
    !speech ? say("pause") : emotion ? emotionName(emotion) : say("unsure"),
    emotion ? percent(probabilities[emotion]) : "",
  ]);
  const changes = timeline.changes.map(({ seconds, from, to }) =>
    element("li", {}, say("change", decimal(seconds, 1), emotionName(from), emotionName(to))));
  return [
    element("h4", {}, say("overTime")),
    element("p", {}, say("speech", decimal(timeline.speech_seconds, 1), decimal(seconds, 1))),
    ...(changes.length > 0 ? [element("p", {}, `${say("changes")}:`), element("ul", {}, ...changes)] : [element("p", {}, say("noChanges"))]),
    folded(say("segmentsTable"), table(say("segmentsTable"), [say("from"), say("to"), say("emotion"), ""], rows)),
  ];
}

const folded = (title, content) =>
  element("details", {}, element("summary", {}, title), element("div", { class: "scroll" }, content));
