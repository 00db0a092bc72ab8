// Emotion while somebody speaks: over a socket, or, for models that need whole recordings, by asking again and again about the
// last seconds.
import { currentToken, isBusy, recognize } from "./server.js";
import { wav } from "./wav.js";

/** Sound between two answers, in milliseconds. */
const EVERY_MS = 250;

/** Sound that a repeated question holds, in seconds. */
const LAST_SECONDS = 3;

/** Shortest time until a busy server is asked again, in milliseconds. */
const AGAIN_MS = 1000;

/** Unsent bytes beyond which the line is too slow for live sound. */
const MAX_UNSENT_BYTES = 4 << 20;

/**
 * Listens along: `push(block)` takes sound, `end()` ends. `tell` gets {recent, soFar, segment}, whichever is new, and `lost` is
 * called with a reason if nothing more will come.
 */
export function listenLive(streams, sampleRateHz, tell, lost) {
  return streams ? overSocket(sampleRateHz, tell, lost) : byQuestions(sampleRateHz, tell, lost);
}

function overSocket(sampleRateHz, tell, lost) {
  const address = new URL(`v1/stream?sample_rate_hz=${sampleRateHz}&every_ms=${EVERY_MS}&encoding=f32le`, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address, currentToken() ? ["intona", `bearer.${base64url(currentToken())}`] : []);
  const early = [];
  let ended = false;
  socket.onopen = () => {
    early.forEach(block => socket.send(block));
    if (ended) {
      socket.send('{"type":"end"}');
    }
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    switch (message.type) {
      case "heard": tell({ recent: message.recent.probabilities, soFar: message }); break;
      case "segment": tell({ segment: message }); break;
    }
  };
  socket.onclose = ({ reason }) => {
    if (!ended) {
      ended = true;
      lost(reason);
    }
  };
  return {
    push(block) {
      if (socket.readyState === WebSocket.CONNECTING) {
        early.push(block);
      } else if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < MAX_UNSENT_BYTES) {
        socket.send(block);
      }
    },
    end() {
      ended = true;
      if (socket.readyState === WebSocket.OPEN) {
        socket.send('{"type":"end"}');
      }
    },
  };
}

function byQuestions(sampleRateHz, tell, lost) {
  const last = [];
  let samples = 0;
  let asking = false;
  let ended = false;

  async function ask() {
    asking = true;
    try {
      const heard = await recognize(wav(last, sampleRateHz), { timeline: false, attention: false, features: false });
      if (!ended) {
        tell({ recent: heard.probabilities });
      }
    } catch (problem) {
      if (isBusy(problem)) {
        await new Promise(resolve => setTimeout(resolve, Math.max(AGAIN_MS, 1000 * problem.waitSeconds)));
      } else if (!ended) {
        ended = true;
        lost(problem.message);
      }
    }
    asking = false;
  }

  return {
    push(block) {
      last.push(block);
      samples += block.length;
      while (samples - last[0].length >= LAST_SECONDS * sampleRateHz) {
        samples -= last.shift().length;
      }
      if (!asking && !ended && samples >= sampleRateHz) {
        ask();
      }
    },
    end() {
      ended = true;
    },
  };
}

/** As the server's sub-protocol wants the token. */
function base64url(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
