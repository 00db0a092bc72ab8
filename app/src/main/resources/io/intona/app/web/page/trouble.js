// What went wrong, in the page's words and the server's, whose sentences are English.
import { element } from "./elements.js";
import { Problem } from "./server.js";
import { problemWords, say, speaksEnglish } from "./words.js";

/**
 * Words for what was thrown.
 *
 * @param problem a Problem, or {word: of words.js, value: that it takes}; and of which sound, if of one, as `subject`
 */
export function wordsFor(problem) {
  const subject = problem.subject ? `${problem.subject}: ` : "";
  if (!(problem instanceof Problem)) {
    return [subject + say(problem.word ?? "mistake", problem.value)];
  }
  const meaning = problemWords(problem.status);
  if (problem.message === "") {
    return [subject + ended(meaning)];
  }
  const before = speaksEnglish() ? subject : `${subject}${meaning}: `;
  return before === "" ? [serversSentence(problem.message)] : [before, inEnglish(ended(problem.message))];
}

/** What the server said, as a sentence by itself. */
export const serversSentence = text => inEnglish(text.charAt(0).toUpperCase() + ended(text).slice(1));

const inEnglish = text => element("span", { lang: "en" }, text);

const ended = text => text + (/[.!?]$/.test(text) ? "" : ".");
