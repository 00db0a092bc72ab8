// Probabilities as bars with numbers: a table, so that it also reads aloud.
import { emotionName, percent, say } from "./words.js";

/** A table of bars; `show(probabilities)` sets it to an object from label to probability. */
export function bars() {
  const table = document.createElement("table");
  table.className = "bars";
  const caption = table.createCaption();
  caption.className = "hidden";
  const rows = new Map();

  function row(label) {
    const line = table.insertRow();
    const name = document.createElement("th");
    name.scope = "row";
    const fill = document.createElement("div");
    fill.className = "fill";
    const track = document.createElement("div");
    track.className = "track";
    track.append(fill);
    line.append(name);
    const bar = line.insertCell();
    bar.setAttribute("aria-hidden", "true");
    bar.append(track);
    const value = line.insertCell();
    value.className = "value";
    return { line, name, fill, value };
  }

  return {
    table,
    show(probabilities) {
      caption.textContent = say("probabilities");
      const most = Math.max(...Object.values(probabilities));
      for (const [label, probability] of Object.entries(probabilities)) {
        if (!rows.has(label)) {
          rows.set(label, row(label));
        }
        const { line, name, fill, value } = rows.get(label);
        line.classList.toggle("best", probability === most);
        name.textContent = emotionName(label);
        fill.style.width = `${100 * probability}%`;
        value.textContent = percent(probability);
      }
    },
  };
}
