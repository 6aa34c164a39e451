// A form is sent once, however often its button is pressed; coming back to the page frees it again.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post]")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
  });
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();

// The session has ended while somebody was typing: the words stay, one signs in in another tab and goes on.
(() => {
  const banner = document.getElementById("expired");
  if (!banner) return;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status !== 401) return;
    banner.hidden = false;
    banner.scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("focus", async () => {
    if (banner.hidden) return;
    const answer = await fetch("/me");
    if (answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What one person typed is not another's to send.
    if (page.body.dataset.user !== document.body.dataset.user) return;
    const token = page.querySelector("meta[name=csrf-token]").content;
    document.querySelectorAll("input[name=_csrf]").forEach((field) => (field.value = token));
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    banner.hidden = true;
    document.dispatchEvent(new Event("anlan:signed-in"));
  });
})();

// What was put aside of visits is for whoever put it aside: it goes with the sign-out, and when somebody else signs in.
(() => {
  if (!window.caches) return;
  const { user } = document.body.dataset;
  const forget = async (mine) => {
    const others = (await caches.keys()).filter((name) => name.startsWith("visit-") && name !== mine);
    await Promise.all(others.map((name) => caches.delete(name)));
  };
  if (user) forget(`visit-${user}`);
  else if (location.search === "?goodbye") forget();
  document.addEventListener("submit", (event) => {
    if (event.target.action.endsWith("/logout")) forget();
  });
})();

// Shows a field only while the field it depends on has the right value; without this all are shown.
(() => {
  const dependents = document.querySelectorAll("[data-show-field]");
  const show = () =>
    dependents.forEach((field) => {
      const chosen = document.querySelector(`[name="${field.dataset.showField}"]:checked`);
      field.hidden = !chosen || chosen.value !== field.dataset.showValue;
    });
  document.addEventListener("change", show);
  show();
})();

// A phrase goes where the cursor stands, and counts as typed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-phrase-for]");
  if (!button) return;
  const field = document.getElementById(button.dataset.phraseFor);
  field.setRangeText(button.textContent, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// Evidence by dropping or pasting it on its item; the form sends it as if it had been chosen.
(() => {
  const take = (target, files, event) => {
    const upload = target.closest?.(".part")?.querySelector(".upload");
    if (!upload || !files.length) return;
    event.preventDefault();
    upload.querySelector("[type=file]").files = files;
    upload.requestSubmit();
  };
  document.addEventListener("dragover", (event) => {
    if (event.target.closest?.(".part")?.querySelector(".upload")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => take(event.target, event.dataTransfer.files, event));
  document.addEventListener("paste", (event) => take(event.target, event.clipboardData.files, event));
})();

// Evidence is sent in pieces: what a broken connection, a killed page or server has interrupted goes on where it
// stopped. Without this the form sends the files whole.
(() => {
  const PIECE = 512 * 1024;
  const LONGEST_WAIT = 15000;

  const call = async (method, url, body) => {
    const headers = { Accept: "application/json", ...JSON.parse(document.body.getAttribute("hx-headers")) };
    headers["Content-Type"] = body instanceof Blob ? "application/octet-stream" : "application/json";
    const answer = await fetch(url, { method, headers, body: body instanceof Blob ? body : JSON.stringify(body) });
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({}));
    const failure = new Error(problem.errors?.[0]?.message || problem.detail || answer.statusText);
    // A session that ended, an offset that moved on or a busy server: all of these pass.
    const passes = ["csrf", "upload-elsewhere"].includes(problem.code) || answer.status === 401 || answer.status >= 500;
    failure.final = !passes;
    if (answer.status === 401) document.getElementById("expired").hidden = false;
    throw failure;
  };

  // Until the connection is back, or the next try; whichever is first.
  const pause = (time) =>
    new Promise((go) => {
      const timer = setTimeout(go, time);
      window.addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
    });

  const steady = async (step, interrupted) => {
    for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        return await step();
      } catch (failure) {
        if (failure.final) throw failure;
        interrupted();
        await pause(wait);
      }
    }
  };

  const row = (list, file) => {
    const line = document.createElement("li");
    const name = document.createElement("b");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.setAttribute("aria-label", file.name);
    words.setAttribute("role", "status");
    line.append(name, bar, words);
    list.append(line);
    const say = (text, percent) => (words.textContent = text.replace("{0}", percent));
    return { line, bar, say, percent: () => Math.floor((100 * bar.value) / bar.max) };
  };

  const send = async (form, file, caption, shown) => {
    const { begin, sending, interrupted } = form.dataset;
    const [kind, code] = form.dataset.where.split("/");
    const command = { [kind]: code, caption, fileName: file.name, size: file.size, lastModified: file.lastModified };
    const broken = () => shown.say(interrupted, shown.percent());
    const upload = await steady(async () => {
      let at = await call("POST", begin, command);
      while (at.received < file.size) {
        shown.bar.value = at.received;
        shown.say(sending, shown.percent());
        at = await call("PATCH", `${begin}/${at.id}?offset=${at.received}`, file.slice(at.received, at.received + PIECE));
      }
      shown.bar.value = file.size;
      shown.say(sending, 100);
      return at;
    }, broken);
    await steady(() => call("POST", `${begin}/${upload.id}/completion`), broken);
  };

  // What has been typed meanwhile stays: only the list and the figures are drawn anew.
  const refresh = async (form) => {
    const answer = await fetch(form.dataset.page).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const ids = [form.closest(".proofs").id, "figures", "gaps"];
    ids.forEach((id, n) => {
      const part = (root) => (n ? root.getElementById(id) : root.getElementById(id)?.querySelector(".rows"));
      const fresh = part(page);
      if (!fresh || !part(document)) return;
      part(document).replaceWith(fresh);
      htmx.process(fresh);
    });
  };

  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.matches(".upload")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const list = document.getElementById(form.dataset.list);
      const files = [...form.querySelector("[type=file]").files];
      const caption = form.querySelector("[name=caption]").value;
      form.reset();
      list.querySelectorAll(".failed").forEach((line) => line.remove());
      form.closest(".proofs").querySelectorAll(".alert, .unfinished").forEach((line) => line.remove());
      const waiting = files.map((file) => [file, row(list, file)]);
      for (const [file, shown] of waiting) {
        try {
          await send(form, file, caption, shown);
          shown.line.remove();
        } catch (failure) {
          shown.line.className = "failed alert alert-danger";
          shown.line.setAttribute("role", "alert");
          shown.line.textContent = form.dataset.refused.replace("{0}", file.name).replace("{1}", failure.message);
        }
        await refresh(document.getElementById(form.closest(".proofs").id).querySelector(".upload") || form);
      }
    },
    true,
  );
})();

// By keyboard: j and k move, Enter opens, x chooses, / searches; on a task 1 takes it forward, 2 returns it and 3 hands
// it over, and on a row of the inbox they open it so; ? shows this.
(() => {
  const rows = [...document.querySelectorAll(".row-link")];
  const acts = {
    1: () => document.querySelector("#task-form [type=radio]:enabled"),
    2: () => document.querySelector("#task-form [name=decision][value=RETURN]:enabled"),
    3: () => document.querySelector("#hand-over select"),
  };
  const act = (key) => {
    const field = acts[key]?.();
    if (!field) return;
    field.closest("details")?.setAttribute("open", "");
    if (field.type === "radio" && !field.checked) field.click();
    field.focus();
  };
  if (document.getElementById("task-form")) act(location.hash.slice(1));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.indexOf(document.activeElement);
    if (event.key === "j" && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
    else if (event.key === "k" && rows.length) rows[Math.max(at - 1, 0)].focus();
    else if (event.key === "x" && at >= 0) rows[at].closest("tr").querySelector("[name=id]")?.click();
    else if (acts[event.key] && at >= 0) location.assign(`${rows[at].href}#${event.key}`);
    else if (acts[event.key]) act(event.key);
    else if (event.key === "?") document.getElementById("keys")?.showModal();
    else if (event.key === "/" && document.getElementById("q")) document.getElementById("q").focus();
    else return;
    event.preventDefault();
  });
})();

// A proof is looked at in a dialog above the page; without this the link opens a page of its own.
(() => {
  let dialog;
  const open = async (link) => {
    const answer = await fetch(link.href).catch(() => null);
    const page = answer?.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
    const viewer = page && page.getElementById("viewer");
    if (!viewer) return location.assign(link.href);
    if (!dialog?.isConnected) {
      dialog = document.createElement("dialog");
      dialog.className = "viewer-dialog";
      dialog.addEventListener("close", () => dialog.replaceChildren());
      document.body.append(dialog);
    }
    viewer.querySelector("p.hint").remove();
    const close = document.createElement("button");
    close.className = "btn btn-sm close";
    close.textContent = "×";
    close.setAttribute("aria-label", document.body.dataset.close);
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-label", viewer.querySelector("h1").textContent);
    dialog.replaceChildren(close, viewer);
    if (!dialog.open) dialog.showModal();
    viewer.querySelector(".viewer-picture")?.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-look]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector(".proofs")) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^Arrow(Left|Right)$/.test(event.key)) return;
    document.querySelector(`[data-key="${event.key}"]`)?.click();
  });
})();

// A task by keyboard: a long list of boxes is one stop of the Tab key, as a list of radio buttons is; the arrows move in
// it.
(() => {
  const form = document.getElementById("task-form");
  if (!form) return;
  form.querySelectorAll(".choices.scroll").forEach((list) => {
    const boxes = [...list.querySelectorAll("[type=checkbox]")];
    const stop = (box) => boxes.forEach((one) => (one.tabIndex = one === box ? 0 : -1));
    if (boxes.length) stop(boxes[0]);
    list.addEventListener("focusin", (event) => stop(event.target));
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const next = step && boxes[boxes.indexOf(event.target) + step];
      if (!step) return;
      event.preventDefault();
      next?.focus();
    });
  });
})();

// Where a part with the focus in it is drawn again, the focus goes to what stands there now.
(() => {
  let held;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    held = target.contains(document.activeElement) ? target.id : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!held || document.activeElement !== document.body) return;
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const part = document.getElementById(held);
    (part?.querySelector(controls) ?? part?.closest("form")?.querySelector("button"))?.focus();
  });
})();
