// The page on which an expert writes at a visit. Everything is put into the queue on the device first and drawn from
// there and from what the server last said, so it is the same with and without a network.
import { openQueue } from "./visit-queue.js";
import { createSender } from "./visit-sender.js";
import { createPad } from "./visit-pad.js";

const PAUSE = 600;
const FIX_WAIT = 8000;
const FIX_AGE = 60000;

const page = document.querySelector(".visit");
const { user } = document.body.dataset;
const { visit, base, number, worker } = page.dataset;
const writable = page.dataset.writable === "true";
const words = Object.fromEntries(
  [...document.getElementById("visit-words").content.children].map((word) => [word.dataset.key, word.textContent]),
);
const say = (key, ...values) => values.reduce((text, value, n) => text.replace(`{${n}}`, value), words[key] ?? key);
const template = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const queue = await openQueue(`${user}/${visit}`);
let entries = new Map();
let sheet = null;
let state = "sent";

// Ids from random numbers: randomUUID is for secure pages only.
const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/* What there is: the server's, with what waits laid over it. */

const blank = (entry) => entry.name.startsWith("findings/") && entry.method === "PUT" && !entry.json.text.trim();
const ready = (entry) => !entry.refused && !blank(entry) && !(entry.held > Date.now());

const things = (kind, of) => {
  const all = new Map((sheet?.[kind] ?? []).map((thing) => [thing.id, thing]));
  entries.forEach((entry, name) => {
    if (!name.startsWith(`${kind}/`)) return;
    const id = name.slice(kind.length + 1);
    if (entry.method === "DELETE") {
      if (!entry.refused) all.delete(id);
    } else all.set(id, { ...all.get(id), id, by: user, ...of(entry), entry });
  });
  return [...all.values()];
};
const findings = () => things("findings", (entry) => entry.json);
const photos = () => things("photos", (entry) => ({ ...entry.fields, file: entry.file }));

/* Writing. */

const put = async (entry) => {
  const stamped = await queue.put({ method: "PUT", at: Date.now(), ...entry });
  entries.set(entry.name, stamped);
  draw();
  return stamped;
};
const write = async (entry) => {
  await put(entry);
  sender.send();
};
const discard = async (entry) => {
  await queue.drop(entry);
  entries.delete(entry.name);
  draw();
};
const remove = async (kind, thing) => {
  if (!confirm(words["remove-sure"])) return;
  const name = `${kind}/${thing.id}`;
  if (kind === "findings") {
    const shown = photos().filter((photo) => photo.findingId === thing.id && photo.by === user);
    for (const photo of shown) await write({ name: `photos/${photo.id}`, method: "DELETE" });
  }
  // Even what has not been sent may have arrived: its answer may have been lost.
  if (thing.entry && blank(thing.entry)) await discard(thing.entry);
  else await write({ name, method: "DELETE" });
};

// Something typed is stored a moment later, or as soon as the field is left.
const typing = new Map();
const soon = (field, store) => {
  clearTimeout(typing.get(field));
  typing.set(field, setTimeout(() => now(field, store), PAUSE));
};
const now = (field, store) => {
  if (!typing.has(field)) return;
  clearTimeout(typing.get(field));
  typing.delete(field);
  store();
};
const whenTyped = (field, store) => {
  field.addEventListener("input", () => soon(field, store));
  field.addEventListener("change", () => now(field, store));
};

/* Where the device is; a photograph waits for it a moment, and goes without it then. */

let lastFix;
const locate = () =>
  new Promise((go) => {
    if (!navigator.geolocation) return go(null);
    if (lastFix && Date.now() - lastFix.timestamp < FIX_AGE) return go(lastFix.coords);
    navigator.geolocation.getCurrentPosition(
      (fix) => ((lastFix = fix), go(fix.coords)),
      () => go(null),
      { enableHighAccuracy: true, timeout: FIX_WAIT, maximumAge: FIX_AGE },
    );
  });

// Some cameras give a picture a name without an ending.
const named = (file) => (/\.\w+$/.test(file.name) ? file.name : `${file.name}.${file.type.split("/")[1] ?? "jpeg"}`);

const photograph = async (files, place) => {
  for (const file of files) {
    const fields = { deviceAt: new Date().toISOString(), ...place };
    const entry = { name: `photos/${newId()}`, file, fileName: named(file), fields };
    const stored = await put({ ...entry, held: Date.now() + FIX_WAIT });
    locate().then(async (coords) => {
      if (entries.get(entry.name)?.stamp !== stored.stamp) return;
      const { latitude, longitude, accuracy } = coords ?? {};
      await write({ ...entry, fields: coords ? { ...fields, latitude, longitude, accuracy } : fields });
    });
  }
  // As long as somebody ponders whether to allow it, no place comes.
  setTimeout(() => sender.send(), FIX_WAIT + 100);
};

/* Drawing. What is there stays, with its focus and what is being typed in it. */

const sync = (list, all, make, fill) => {
  const there = new Map([...list.children].map((one) => [one.dataset.id, one]));
  all.forEach((thing, n) => {
    let one = there.get(thing.id);
    there.delete(thing.id);
    if (!one) {
      one = make(thing);
      one.dataset.id = thing.id;
    }
    if (list.children[n] !== one) list.insertBefore(one, list.children[n] ?? null);
    fill(one, thing);
  });
  there.forEach((one) => one.remove());
};
const set = (field, value) => {
  if (document.activeElement !== field && !typing.has(field) && field.value !== value) field.value = value;
};
const standing = (entry) => (!entry ? "" : entry.refused ? words["not-accepted"] : words.waiting);
const time = (at) =>
  at ? new Date(at).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }) : "";

const previews = new Map();
const picture = (photo) => {
  if (photo.file && !previews.has(photo.id)) previews.set(photo.id, URL.createObjectURL(photo.file));
  return previews.get(photo.id) ?? proof(photo.evidence, "thumbnail");
};
const proof = (evidence, what) => `/applications/${number}/evidence/${evidence}/${what}`;

const fillPhoto = (li, photo) => {
  const image = li.querySelector("img");
  const source = picture(photo);
  if (image.getAttribute("src") !== source) image.src = source;
  const link = li.querySelector("a");
  link.toggleAttribute("data-look", !!photo.evidence);
  if (photo.evidence) link.href = proof(photo.evidence, "view");
  li.querySelector(".at").textContent = time(photo.deviceAt ?? photo.receivedAt);
  li.querySelector(".marks").textContent = (photo.marks ?? []).map((mark) => words[`mark-${mark}`]).join(" · ");
  li.querySelector(".standing").textContent = standing(photo.entry);
  li.querySelector("button").hidden = !writable || photo.by !== user;
};
const makePhoto = (photo) => {
  const li = template("visit-photo");
  li.querySelector("button").addEventListener("click", () => remove("photos", photo));
  return li;
};
const drawPhotos = (list, all) => sync(list, all, makePhoto, fillPhoto);

const makeFinding = (finding) => {
  const li = template("visit-finding");
  const [text, severity] = li.querySelectorAll("textarea, select");
  const current = () => findings().find((one) => one.id === finding.id) ?? finding;
  const store = () => {
    const { item, deviceAt } = current();
    write({
      name: `findings/${finding.id}`,
      json: { item: item ?? null, severity: severity.value, text: text.value, deviceAt },
    });
  };
  whenTyped(text, store);
  severity.addEventListener("change", store);
  li.querySelector("button").addEventListener("click", () => remove("findings", current()));
  li.querySelector("[type=file]").addEventListener("change", (event) => {
    const { item } = current();
    photograph([...event.target.files], { findingId: finding.id, ...(item ? { item } : {}) });
    event.target.value = "";
  });
  return li;
};
const fillFinding = (li, finding, shown) => {
  const mine = writable && finding.by === user;
  li.querySelectorAll(".editing").forEach((part) => (part.hidden = !mine));
  li.querySelector(".read").hidden = mine;
  const [text, severity] = li.querySelectorAll("textarea, select");
  set(severity, finding.severity);
  set(text, finding.text);
  li.querySelector(".read b").textContent = words[`severity-${finding.severity}`];
  li.querySelector(".read .words").textContent = finding.text;
  li.querySelector(".by").textContent = sheet?.names[finding.by] ?? "";
  li.querySelector(".standing").textContent = finding.entry && blank(finding.entry) ? "" : standing(finding.entry);
  drawPhotos(li.querySelector(".photos"), shown.filter((photo) => photo.findingId === finding.id));
};

const scoreOf = (code) => entries.get(`scores/${code}`)?.json;
const plain = (points) => String(Number(points));

const drawScores = (part, item) => {
  const form = part.querySelector("form.score");
  const entry = entries.get(`scores/${item.code}`);
  const own = scoreOf(item.code) ?? (item.scores.points === null ? null : item.scores);
  const stamp = JSON.stringify(own && [own.points, own.reason]);
  if (form.dataset.filled !== stamp) {
    form.dataset.filled = stamp;
    form.elements.points.value = own ? plain(own.points) : "";
    set(form.elements.reason, own?.reason ?? "");
  }
  form.querySelector(".standing").textContent = entry ? standing(entry) : own ? words.kept : "";
  form.querySelector(".unexplained").hidden = !item.scores.reasonNeeded || !!own?.reason;
  const { earlier, members } = item.scores;
  const given = Object.entries(earlier ?? {}).map(([stage, one]) => [words[`stage-${stage}`], one]);
  (members ?? []).forEach((one) => given.push([one.name, one]));
  const box = part.querySelector(".earlier");
  box.hidden = !given.length;
  box.querySelector("ul").replaceChildren(
    ...given.map(([who, one]) => {
      const line = document.createElement("li");
      line.textContent = say("given", who, plain(one.points)) + (one.reason ? `（${one.reason}）` : "");
      return line;
    }),
  );
};

const drawMinutes = (form) => {
  const { section } = form.dataset;
  const entry = entries.get(`minutes/${section}`);
  const stored = sheet?.minutes.find((one) => one.section === section);
  set(form.elements.text, entry ? entry.json.text : (stored?.text ?? ""));
  const by = stored?.by ? `${sheet.names[stored.by] ?? stored.by} ${time(stored.writtenAt)}` : "";
  form.querySelector(".standing").textContent = entry ? standing(entry) : by;
  const conflict = form.querySelector(".conflict");
  conflict.hidden = !entry?.conflict;
  if (!entry?.conflict) return;
  conflict.querySelector(".whose").textContent = say("stored", sheet?.names[entry.conflict.by] ?? entry.conflict.by);
  conflict.querySelector(".words").textContent = entry.conflict.text;
};

const drawSignatures = () => {
  const list = page.querySelector(".signatures");
  const all = (sheet?.signatures ?? []).filter((one) => one.by !== user || !entries.has("signature"));
  const mine = entries.get("signature");
  const shown = all.map((one) => ({ id: one.by, ...one }));
  if (mine) shown.push({ id: user, by: user, file: mine.file, entry: mine });
  sync(
    list,
    shown,
    () => template("visit-signature"),
    (li, one) => {
      const source = one.file ? signed(mine) : proof(one.evidence, "pages/1");
      const image = li.querySelector("img");
      if (image.getAttribute("src") !== source) image.src = source;
      image.alt = sheet?.names[one.by] ?? one.by;
      li.querySelector(".by").textContent = image.alt;
      li.querySelector(".at").textContent = time(one.signedAt);
      li.querySelector(".standing").textContent = standing(one.entry);
    },
  );
};
let signedAs = {};
const signed = (entry) => {
  if (signedAs.stamp !== entry.stamp) signedAs = { stamp: entry.stamp, source: URL.createObjectURL(entry.file) };
  return signedAs.source;
};

const drawRefused = () => {
  const refused = [...entries.values()].filter((entry) => entry.refused && !entry.conflict);
  const box = page.querySelector("#refused");
  box.hidden = !refused.length;
  box.querySelector("b").textContent = say("refused", refused.length);
  sync(
    box.querySelector("ul"),
    refused.map((entry) => ({ id: entry.name, entry })),
    () => template("visit-refused"),
    (li, { entry }) => {
      const [kind, id] = entry.name.split("/");
      const about = words[`section-${id}`] ?? entry.json?.text?.slice(0, 60) ?? entry.fileName ?? id ?? "";
      li.querySelector(".what").textContent = say(`entry-${kind}`, about);
      li.querySelector(".why").textContent = entry.refused;
      li.querySelector("button").onclick = () => confirm(words["discard-sure"]) && discard(entry);
    },
  );
};

const draw = () => {
  const waiting = [...entries.values()].filter((entry) => !entry.refused && !blank(entry)).length;
  const sending = page.querySelector("#sending");
  sending.querySelector(".count").textContent = waiting ? say("pending", waiting) : words.sent;
  sending.classList.toggle("waiting", waiting > 0);
  const offline = state === "later" || !navigator.onLine;
  sending.querySelector(".offline").hidden = !offline;
  sending.querySelector(".ready").hidden = offline || !page.dataset.kept;
  document.getElementById("expired").hidden = state !== "signed-out";
  page.querySelector("#other-user").hidden = state !== "other-user";
  drawRefused();
  if (!writable) return;
  const found = findings();
  const taken = photos();
  const known = new Set(found.map((finding) => finding.id));
  page.querySelectorAll("[data-item]").forEach((part) => {
    const code = part.dataset.item;
    const here = (thing) => (thing.item ?? "") === code;
    sync(part.querySelector(".findings"), found.filter(here), makeFinding, (li, one) => fillFinding(li, one, taken));
    drawPhotos(part.querySelector(":scope > .card-body > .photos"), taken.filter((photo) => here(photo) && !known.has(photo.findingId)));
    const item = sheet?.items.find((one) => one.code === code);
    if (item) drawScores(part, item);
  });
  page.querySelectorAll("form.minutes").forEach(drawMinutes);
  drawSignatures();
};

/* What the server says. */

const replace = (list, one, key) => {
  const at = list.findIndex((other) => other[key] === one[key]);
  if (at < 0) list.push(one);
  else list[at] = one;
};
const merge = (entry, stored) => {
  const [kind, id] = entry.name.split("/");
  if (kind === "scores") sheet.items.find((item) => item.code === id).scores = stored;
  else if (kind === "minutes") replace(sheet.minutes, stored, "section");
  else if (kind === "signature") replace(sheet.signatures, stored, "by");
  else if (!stored || stored.removedAt) sheet[kind] = sheet[kind].filter((one) => one.id !== id);
  else replace(sheet[kind], stored, "id");
};

const taken = async (entry, stored) => {
  if (sheet) {
    merge(entry, stored);
    await keepSheet();
    if (stored?.evidence) keep([proof(stored.evidence, entry.name === "signature" ? "pages/1" : "thumbnail")]);
  }
  await queue.drop(entry);
  const current = entries.get(entry.name);
  if (current?.stamp === entry.stamp) entries.delete(entry.name);
  // What has been typed meanwhile builds on what was just stored.
  else if (current?.json && stored?.version) {
    current.json.version = stored.version;
    await queue.note(current);
  }
  draw();
};

const refused = async (entry, problem) => {
  const { stored } = problem;
  let again = false;
  if (stored?.by === user && entry.sent?.includes(stored.text)) {
    // It was this page that had stored it; only the answer was lost.
    entry.json.version = stored.version;
    again = true;
  } else {
    entry.refused = problem.errors?.[0]?.message ?? problem.detail ?? words["not-accepted"];
    entry.conflict = stored;
  }
  await queue.note(entry);
  if (entries.get(entry.name)?.stamp === entry.stamp) entries.set(entry.name, entry);
  draw();
  return again;
};

/* Put aside, so that the page opens without a network. */

const cache = async () => (window.caches ? caches.open(`visit-${user}`) : null);
const keepSheet = async () => {
  const headers = { "Content-Type": "application/json" };
  await (await cache())?.put(base, new Response(JSON.stringify(sheet), { headers }));
};
const keep = async (addresses, always) => {
  const kept = await cache();
  if (!kept) return false;
  for (const address of addresses) {
    if (!always && (await kept.match(address))) continue;
    const answer = await fetch(address).catch(() => null);
    if (!answer) return false;
    if (answer.ok && !answer.redirected && !answer.headers.has("X-Kept")) await kept.put(address, answer);
  }
  return true;
};
const keepAll = async () => {
  const parts = [...document.querySelectorAll("script[src], link[href]")].map((part) => part.src ?? part.href);
  const whole = await keep([location.pathname, ...parts], true);
  if (whole && (await navigator.serviceWorker?.ready)) page.dataset.kept = "true";
  draw();
  const proofs = sheet.items.flatMap((item) => item.proofs).filter((one) => one.picturable);
  await keep(proofs.concat(sheet.photos.map((photo) => ({ id: photo.evidence }))).map((one) => proof(one.id, "thumbnail")));
  await keep(sheet.signatures.map((one) => proof(one.evidence, "pages/1")));
};

const load = async () => {
  const answer = await fetch(base, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } }).catch(
    () => null,
  );
  if (answer?.status === 401) state = "signed-out";
  else if (!answer || answer.status >= 500) state = "later";
  if (!answer?.ok) return draw();
  const fresh = await answer.json();
  if (fresh.me !== user) {
    state = "other-user";
    return draw();
  }
  sheet = fresh;
  const aside = answer.headers.has("X-Kept");
  state = aside ? "later" : "sent";
  draw();
  if (aside) return;
  await keepSheet();
  keepAll();
};

/* What is in the page. */

const wireItem = (part) => {
  const item = part.dataset.item || null;
  part.querySelector("[data-find]").addEventListener("click", async () => {
    const id = newId();
    const json = { item, severity: "MINOR", text: "", deviceAt: new Date().toISOString() };
    await put({ name: `findings/${id}`, json });
    part.querySelector(`[data-id="${id}"] textarea`).focus();
  });
  part.querySelector(":scope > .card-body > .actions [type=file]").addEventListener("change", (event) => {
    photograph([...event.target.files], item ? { item } : {});
    event.target.value = "";
  });
  const form = part.querySelector("form.score");
  if (!form) return;
  const { points, reason } = form.elements;
  form.querySelectorAll("[data-step]").forEach((button) =>
    button.addEventListener("click", () => {
      const next = (Number(points.value) || 0) + Number(button.dataset.step);
      points.value = plain(Math.min(Number(points.max), Math.max(0, next)));
    }),
  );
  const store = () => {
    if (points.value !== "") write({ name: `scores/${item}`, json: { points: Number(points.value), reason: reason.value || null } });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) store();
  });
  // Once the points are there, a reason is stored as it is typed.
  whenTyped(reason, () => form.dataset.filled !== "null" && store());
};

const wireMinutes = (form) => {
  const name = `minutes/${form.dataset.section}`;
  const version = () => sheet?.minutes.find((one) => one.section === form.dataset.section)?.version ?? 0;
  const { text } = form.elements;
  whenTyped(text, () => {
    const before = entries.get(name);
    const sent = [...(before?.sent ?? []).slice(-9), text.value];
    write({ name, sent, json: { text: text.value, version: before?.json.version ?? version() } });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".keep-mine").addEventListener("click", () => {
    const { json, conflict } = entries.get(name);
    write({ name, sent: [json.text], json: { text: json.text, version: conflict.version } });
  });
  form.querySelector(".keep-stored").addEventListener("click", async () => {
    const entry = entries.get(name);
    if (sheet) replace(sheet.minutes, entry.conflict, "section");
    await discard(entry);
  });
};

const wireSignature = () => {
  const pad = createPad(page.querySelector("canvas"));
  page.querySelector(".pad-clear").addEventListener("click", pad.clear);
  page.querySelector(".pad-sign").addEventListener("click", async () => {
    const file = await pad.picture();
    if (!file) return;
    pad.clear();
    write({ name: "signature", file, fileName: "signature.png" });
  });
};

const sender = createSender({
  base,
  user,
  queue,
  ready,
  taken,
  refused,
  changed: (outcome) => {
    state = outcome;
    draw();
  },
});

if (writable) {
  page.querySelectorAll("[data-item]").forEach(wireItem);
  page.querySelectorAll("form.minutes").forEach(wireMinutes);
  wireSignature();
}
entries = new Map((await queue.all()).map((entry) => [entry.name, entry]));
draw();
navigator.serviceWorker?.register(worker, { scope: new URL("visits/", new URL(worker, location)).pathname });
navigator.storage?.persist?.();
await load();
sender.send();
window.addEventListener("online", load);
window.addEventListener("offline", draw);
page.dataset.ready = "true";
