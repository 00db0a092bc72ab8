// What the page asks of the server; every address is relative, so that it works below a path of a reverse proxy.

/**
 * That the server did not answer as it was asked to: the status, 0 without any; its own sentence, "" if something else answered;
 * and for how many seconds a busy server wants to be left alone.
 */
export class Problem extends Error {
  constructor(status, sentence, waitSeconds = 1) {
    super(sentence);
    this.status = status;
    this.waitSeconds = waitSeconds;
  }
}

/** Whether the server is there, but has too much to do; it says for how long. */
export const isBusy = problem => problem.status === 429 || problem.status === 503;

let token = "";

/** The token that every further request carries; only in memory. */
export function useToken(next) {
  token = next;
}

export const currentToken = () => token;

async function answer(path, options = {}) {
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  let response;
  let text;
  try {
    response = await fetch(path, { ...options, headers });
    text = await response.text();
  } catch {
    throw new Problem(0, "");
  }
  const waitSeconds = Number(response.headers.get("Retry-After")) || 1;
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem(response.status, "", waitSeconds); // of a proxy
  }
  if (!response.ok) {
    throw new Problem(response.status, json?.detail ?? "", waitSeconds);
  }
  return json;
}

/** What is heard in a recording; `wanted` says which of timeline, attention and features come along. */
export const recognize = (audio, wanted) =>
  answer(`v1/recognize?${new URLSearchParams(wanted)}`, {
    method: "POST",
    headers: { "Content-Type": audio.type.startsWith("audio/") ? audio.type : "application/octet-stream" },
    body: audio,
  });

export const model = () => answer("v1/model");
