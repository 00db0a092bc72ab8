/** An element with attributes and children. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

/** A table of texts. */
export function table(caption, headings, rows) {
  return element("table", { class: "numbers" },
    element("caption", { class: "hidden" }, caption),
    element("thead", {}, element("tr", {}, ...headings.map(each =>
      each === "" ? element("td", {}) : element("th", { scope: "col" }, each)))),
    element("tbody", {}, ...rows.map(row => element("tr", {}, ...row.map(cell => element("td", {}, cell))))));
}
