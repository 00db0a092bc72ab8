// The page: what its buttons, keys and files do. Nothing is kept but the language and the colours, in this browser.
import { bars } from "./bars.js";
import { element } from "./elements.js";
import { listenLive } from "./live.js";
import { level, openMicrophone } from "./microphone.js";
import { heard } from "./recording.js";
import { result, verdict } from "./result.js";
import { save } from "./save.js";
import { currentToken, model, useToken } from "./server.js";
import { serversSentence, wordsFor } from "./trouble.js";
import { decimal, emotionName, languages, modelWord, say, setLanguage } from "./words.js";
import { wav } from "./wav.js";

/** Shortest recording that is sent, in seconds. */
const MIN_SECONDS = 0.5;

const [recordButton, chooseButton, fileInput, tokenForm, errorLine, statusLine] =
  ["record", "choose", "file", "token-form", "error", "status"].map(id => document.getElementById(id));
const [live, liveNote, levelMeter, elapsed, results, nothing] =
  ["live", "live-note", "level", "elapsed", "results", "nothing"].map(id => document.getElementById(id));
const [keptPart, againButton, saveSoundButton] = ["kept", "again", "save-sound"].map(id => document.getElementById(id));
const [languageChoice, themeChoice, shortcuts, modelList] =
  ["language", "theme", "shortcuts", "model"].map(id => document.getElementById(id));

const liveBars = bars();
document.getElementById("live-bars").append(liveBars.table);

let known = null; // the answer of v1/model
let shown = []; // results on the page, two at most
let partner = null; // the result that the next one stands beside
let microphone = null;
let recordings = 0;
let kept = null; // the last recording, {name, sound}, until it is recognised
let afterToken = () => {};
let told = () => ""; // the status, in whatever language
let failed = () => [];

// Language and colours.

function remembered(key) {
  try {
    return localStorage.getItem(`intona.${key}`);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(`intona.${key}`, value);
  } catch {
    // a browser that keeps nothing
  }
}

function showLanguage(language) {
  languageChoice.value = language;
  setLanguage(language);
  showRecordButton();
  tell(told);
  showError();
  showModel();
  shown.forEach(each => each.showWords());
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  const isDark = themeChoice.value === "dark" || (themeChoice.value === "auto" && systemIsDark.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  shown.forEach(each => each.draw());
}

languageChoice.addEventListener("change", () => {
  remember("language", languageChoice.value);
  showLanguage(languageChoice.value);
});
themeChoice.addEventListener("change", () => {
  remember("theme", themeChoice.value);
  showTheme();
});
systemIsDark.addEventListener("change", showTheme);

// What is going on, and what went wrong.

function tell(words) {
  told = words;
  statusLine.textContent = words();
}

/** A problem in place. */
function fail(problem) {
  tell(() => "");
  if (problem.status === 401) {
    askForToken(currentToken() ? { word: "tokenWrong" } : null);
    return;
  }
  if (problem.status === undefined && problem.word === undefined) {
    console.error(problem);
  }
  failed = () => wordsFor(problem);
  showError();
}

function showError() {
  const words = failed();
  errorLine.hidden = words.length === 0;
  errorLine.replaceChildren(...words);
}

function clearError() {
  failed = () => [];
  showError();
}

/** Asks for the token; with what is wrong with the last one, if there was one. */
function askForToken(wrong) {
  useToken("");
  tokenForm.reset();
  tokenForm.hidden = false;
  tokenForm.elements.token.focus();
  if (wrong) {
    fail(wrong);
  }
}

tokenForm.addEventListener("submit", event => {
  event.preventDefault();
  const token = tokenForm.elements.token.value.trim();
  if (!/^[!-~]+$/.test(token)) {
    askForToken({ word: "tokenLetters" });
    return;
  }
  useToken(token);
  tokenForm.hidden = true;
  afterToken();
});

/** Does something that asks the server; once more if it wants a token first, and then nothing is recorded anew meanwhile. */
async function attempt(action) {
  clearError();
  afterToken = () => busily(() => attempt(action));
  try {
    known ??= await model();
    showModel();
    await action();
  } catch (problem) {
    fail(problem);
  }
}

function showModel() {
  if (!known) {
    return;
  }
  const text = value => (Array.isArray(value) ? value.map(emotionName).join(", ") : typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : String(value));
  const rows = Object.entries({ ...known, features: known.features.name })
    .filter(([field]) => modelWord(field) !== field && field !== "provenance")
    .concat(Object.entries(known.provenance));
  modelList.replaceChildren(...rows.flatMap(([field, value]) =>
    [element("dt", {}, modelWord(field)), element("dd", {}, text(value))]));
}

// Recognising.

async function recognise(name, audio) {
  tell(() => say("recognising", name));
  document.body.setAttribute("aria-busy", "true");
  try {
    const recording = await heard(name, audio, known);
    show(recording);
    tell(() => `${name}: ${verdict(recording.answer)}.`);
  } catch (problem) {
    problem.subject = name;
    throw problem;
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

/** One result stands alone, unless it is to be compared. */
function show(recording) {
  const shownResult = result(recording, {
    compare() {
      partner = shownResult;
      tell(() => say("comparing"));
      chooseButton.focus();
    },
    remove() {
      drop(shownResult);
      tell(() => "");
      document.getElementById("results-title").focus();
    },
  });
  shown.filter(each => each !== partner).forEach(drop);
  partner = null;
  shown.push(shownResult);
  results.append(shownResult.card);
  nothing.hidden = true;
  shownResult.draw();
}

function drop(old) {
  shown = shown.filter(each => each !== old);
  partner = partner === old ? null : partner;
  old.dispose();
  nothing.hidden = shown.length > 0;
}

/** As many files as there are places: one beside a result that is to be compared, otherwise two. */
function recogniseFiles(files) {
  const [first, second] = files.slice(0, partner ? 1 : 2);
  if (first) {
    attempt(async () => {
      await recognise(first.name, first);
      if (second) {
        partner = shown.at(-1);
        try {
          await recognise(second.name, second);
        } catch (problem) {
          partner = null; // what comes next stands alone
          throw problem;
        }
      }
    });
  }
}

chooseButton.addEventListener("click", () => fileInput.click());
fileInput.addEventListener("change", () => {
  recogniseFiles([...fileInput.files]);
  fileInput.value = "";
});
document.addEventListener("dragover", event => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", event => {
  if (!event.relatedTarget) {
    document.body.classList.remove("dropping");
  }
});
document.addEventListener("drop", event => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  recogniseFiles([...event.dataTransfer.files]);
});

// Recording.

function showRecordButton() {
  recordButton.textContent = say(microphone ? "stop" : "record");
  recordButton.setAttribute("aria-pressed", String(microphone !== null));
}

function note(...words) {
  liveNote.replaceChildren(...words);
  liveNote.hidden = words.length === 0;
}

async function startRecording() {
  if (!navigator.mediaDevices) {
    throw { word: "insecure" };
  }
  let listener = null;
  const opened = await openMicrophone(known, block => {
    levelMeter.value = level(block);
    elapsed.textContent = say("elapsed", decimal(opened.seconds(), 1));
    listener?.push(block);
  }, () => busily(stopRecording)).catch(error => {
    throw { word: error.name === "NotFoundError" ? "microphoneMissing" : "noMicrophone" };
  });
  note(say("liveWaiting"));
  listener = listenLive(known.streams, opened.sampleRateHz, news => {
    if (news.recent) {
      liveBars.show(news.recent);
      note();
    }
  }, reason => note(reason ? serversSentence(reason) : say("liveEnded")));
  microphone = { opened, listener };
  live.hidden = false;
  showRecordButton();
  tell(() => say("recording", Math.floor(opened.mostSeconds)));
}

async function stopRecording() {
  if (!microphone) {
    return;
  }
  const { opened, listener } = microphone;
  microphone = null;
  showRecordButton();
  const blocks = await opened.stop();
  listener.end();
  live.hidden = true;
  if (opened.seconds() < MIN_SECONDS) {
    fail({ word: "tooShort" });
    return;
  }
  kept = { name: `${say("recordingName")} ${++recordings}`, sound: wav(blocks, opened.sampleRateHz) };
  await attempt(recogniseKept);
}

/** The last recording, which can be had again until this succeeds. */
async function recogniseKept() {
  const { name, sound } = kept;
  keptPart.hidden = true;
  try {
    await recognise(name, sound);
    kept = kept.sound === sound ? null : kept;
  } finally {
    keptPart.hidden = kept === null;
  }
}

/** Does something during which nothing is recorded anew. */
async function busily(action) {
  recordButton.disabled = true;
  try {
    await action();
  } finally {
    recordButton.disabled = false;
  }
  if (document.activeElement === document.body) {
    recordButton.focus();
  }
}

recordButton.addEventListener("click", () => busily(microphone ? stopRecording : () => attempt(startRecording)));
againButton.addEventListener("click", () => busily(() => attempt(recogniseKept)));
saveSoundButton.addEventListener("click", () => save(`${kept.name}.wav`, kept.sound));

// Keys.

document.addEventListener("keydown", event => {
  const isTyping = event.target.matches("input, select, textarea, audio");
  if (!shortcuts.checked || isTyping || event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
    return;
  }
  const keys = {
    KeyR: () => recordButton.click(),
    KeyO: () => chooseButton.click(),
    Digit1: () => shown[0]?.plot.focus(),
    Digit2: () => shown[1]?.plot.focus(),
  };
  if (keys[event.code]) {
    event.preventDefault();
    keys[event.code]();
  }
});

themeChoice.value = remembered("theme") ?? "auto";
showTheme();
showLanguage(remembered("language") ?? languages.find(each => navigator.language.startsWith(each)) ?? "en");
attempt(async () => {});
