// Sends what waits, one entry after the other, and tries again until there is a network and a session. Each entry has an
// id of its own, so sending it twice does no harm.
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const PATIENCE = 30000;
const PATIENCE_WITH_FILE = 300000;

const headers = () => ({
  Accept: "application/json",
  "X-Requested-With": "XMLHttpRequest",
  ...JSON.parse(document.body.getAttribute("hx-headers")),
});

const request = (base, entry) => {
  const options = { method: entry.method, headers: headers() };
  options.signal = AbortSignal.timeout(entry.file ? PATIENCE_WITH_FILE : PATIENCE);
  if (entry.file) {
    options.body = new FormData();
    Object.entries(entry.fields ?? {}).forEach(([name, value]) => options.body.append(name, value));
    options.body.append("file", entry.file, entry.fileName);
  } else if (entry.json) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(entry.json);
  }
  return fetch(`${base}/${entry.name}`, options);
};

// Whoever is signed in now; a new session has a new token.
const renew = async (user) => {
  const answer = await fetch("/me", { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.status === 401 || answer.redirected) return "signed-out";
  if (!answer.ok) return "later";
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (body.dataset.user !== user) return body.dataset.user ? "other-user" : "later";
  document.body.setAttribute("hx-headers", body.getAttribute("hx-headers"));
  return "renewed";
};

const attempt = async (base, user, entry, again = true) => {
  const answer = await request(base, entry);
  if (answer.status === 204) return { state: "taken" };
  const problem = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (answer.ok) return problem ? { state: "taken", stored: problem } : { state: "later" };
  if (answer.status === 401 || problem?.code === "must-change-password") return { state: "signed-out" };
  if (answer.status === 403 && problem?.code === "csrf" && again) {
    const state = await renew(user);
    return state === "renewed" ? attempt(base, user, entry, false) : { state };
  }
  // Only our own answers are final; what stands between us may say anything for a while.
  if (problem?.code && answer.status < 500) return { state: "refused", problem };
  return answer.status === 413 ? { state: "refused", problem: {} } : { state: "later" };
};

/**
 * taken(entry, stored) hears what the server has, refused(entry, problem) what it will not have (answering whether to
 * try again at once), changed(state) how it stands: "sent", "later", "signed-out" or "other-user".
 */
export const createSender = ({ base, user, queue, ready, taken, refused, changed }) => {
  let running = false;
  let more = false;
  let wait = FIRST_WAIT;
  let last = "sent";
  let timer;

  const one = async (entry) => {
    try {
      const { state, stored, problem } = await attempt(base, user, entry);
      if (state === "taken") await taken(entry, stored);
      else if (state === "refused") more = (await refused(entry, problem)) || more;
      else return state;
      return null;
    } catch {
      return "later";
    }
  };

  const all = async () => {
    // As long as nobody is signed in it only asks: sending would begin a session of its own, beside that of the sign-in.
    if (["signed-out", "other-user"].includes(last)) {
      const found = await renew(user).catch(() => "later");
      if (found !== "renewed") return found === "later" ? last : found;
    }
    const waiting = (await queue.all()).filter(ready);
    // Words are short and first; photographs follow.
    for (const entry of waiting.sort((a, b) => !!a.file - !!b.file)) {
      const stopped = await one(entry);
      if (stopped) return stopped;
    }
    return "sent";
  };

  const send = async () => {
    more = true;
    if (running) return;
    running = true;
    clearTimeout(timer);
    let state = "sent";
    // Two tabs of one person take turns.
    const turn = (work) => (navigator.locks ? navigator.locks.request(`visit ${user} ${base}`, work) : work());
    while (more && state === "sent") {
      more = false;
      state = await turn(all);
    }
    running = false;
    last = state;
    changed(state);
    wait = state === "sent" ? FIRST_WAIT : Math.min(2 * wait, LONGEST_WAIT);
    if (state !== "sent") timer = setTimeout(send, wait);
  };

  const now = () => {
    wait = FIRST_WAIT;
    send();
  };
  window.addEventListener("online", now);
  document.addEventListener("anlan:signed-in", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  return { send: now };
};
