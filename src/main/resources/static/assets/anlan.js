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
    const token = page.querySelector("meta[name=csrf-token]").content;
    document.querySelectorAll("input[name=_csrf]").forEach((field) => (field.value = token));
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    banner.hidden = true;
    document.dispatchEvent(new Event("anlan:signed-in"));
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
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector?.("progress");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.value = (100 * event.detail.loaded) / event.detail.total;
  });
})();

// The inbox by keyboard: j and k move, Enter opens, x chooses, / searches.
(() => {
  const rows = [...document.querySelectorAll(".row-link")];
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.indexOf(document.activeElement);
    if (event.key === "j" && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
    else if (event.key === "k" && rows.length) rows[Math.max(at - 1, 0)].focus();
    else if (event.key === "x" && at >= 0) rows[at].closest("tr").querySelector("[name=id]")?.click();
    else if (event.key === "/" && document.getElementById("q")) document.getElementById("q").focus();
    else return;
    event.preventDefault();
  });
})();

// The task by keyboard: a digit chooses that answer of the first question. A long list of boxes is one stop of the Tab
// key, as a list of radio buttons is: the arrows move in it.
(() => {
  const form = document.getElementById("task-form");
  if (!form) return;
  const answers = [...form.querySelectorAll(".choices")]
    .map((group) => [...group.querySelectorAll("[type=radio]")])
    .find((group) => group.length);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    const answer = answers?.[event.key - 1];
    if (typing || !answer || answer.matches(":disabled") || event.ctrlKey || event.metaKey || event.altKey) return;
    answer.click();
    answer.focus();
  });
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
