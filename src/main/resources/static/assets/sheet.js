// The sheet saves itself: each form a moment after the typing stops, or as soon as a field is left. What comes back
// says how the part stands; the fields are never drawn again, so focus, caret and words typed meanwhile stay.
(() => {
  const sheet = document.querySelector(".sheet");
  if (!sheet || !window.htmx) return;
  const PAUSE = 1200;
  const AGAIN = 5000;
  const LOOK_AGAIN = 15000;
  const forms = new Map();

  const words = (form) => {
    const data = new FormData(form);
    ["version", "_csrf"].forEach((name) => data.delete(name));
    const unreadable = [...form.elements].filter((field) => field.validity?.badInput).map((field) => field.name);
    return new URLSearchParams(data).toString() + unreadable.map((name) => `&${name}=?`).join("");
  };
  const status = (form) => form.querySelector(".save-state");
  const dirty = (form) => words(form) !== forms.get(form).stored;
  const conflict = (form) => form.querySelector(".conflict");
  const show = (form, what) => {
    const parts = status(form);
    if (!parts) return;
    parts.querySelectorAll(".saved, .refused, .unsaved, .lost").forEach((part) => (part.hidden = !part.matches(what)));
  };

  const save = (form) => {
    const part = forms.get(form);
    clearTimeout(part.timer);
    if (form.dataset.saves !== "auto" || conflict(form) || !dirty(form) || words(form) === part.refused) return;
    if (part.sending) part.again = true;
    else htmx.trigger(form, "save");
  };
  const soon = (form, pause) => {
    const part = forms.get(form);
    clearTimeout(part.timer);
    part.timer = setTimeout(() => save(form), pause);
  };
  const retry = () => forms.forEach((part, form) => part.failed && save(form));

  const take = (root) => {
    [...forms.keys()].filter((form) => !form.isConnected).forEach((form) => forms.delete(form));
    root.querySelectorAll("[data-saves]").forEach((form) => {
      // The server says what is wrong with a value, in the reader's language and at its field.
      form.noValidate = true;
      if (!forms.has(form)) forms.set(form, { stored: words(form) });
    });
  };
  take(sheet);
  document.addEventListener("htmx:load", (event) => take(event.target.closest(".sheet") ?? sheet));

  const known = (event) => {
    const form = event.target.closest?.("[data-saves]");
    return forms.has(form) ? form : null;
  };
  sheet.addEventListener("input", (event) => {
    const form = known(event);
    if (form) soon(form, PAUSE);
  });
  sheet.addEventListener("change", (event) => {
    const form = known(event);
    if (form) save(form);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) forms.forEach((part, form) => save(form));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target;
    if (!forms.has(form)) return;
    const part = forms.get(form);
    part.sent = words(form);
    part.sending = true;
    part.failed = false;
    // A browser hands over nothing for what it cannot read; nothing would be stored as such.
    [...form.elements].forEach((field) => {
      if (field.validity?.badInput) event.detail.parameters[field.name] = "?";
    });
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!forms.has(form)) return;
    const part = forms.get(form);
    const { successful, xhr } = event.detail;
    part.sending = false;
    if (successful) {
      form.querySelectorAll(".field-fault").forEach((fault) => {
        const field = form.elements[fault.dataset.field];
        if (field?.setAttribute) field.setAttribute("aria-invalid", fault.textContent !== "");
      });
      if (status(form).querySelector(".saved")) {
        part.stored = part.sent;
        part.refused = null;
      } else part.refused = part.sent;
    } else if (xhr.status === 401 || xhr.status === 0 || xhr.status >= 500) {
      part.failed = true;
      show(form, ".unsaved");
      if (xhr.status !== 401) soon(form, AGAIN);
    } else {
      part.refused = part.sent;
      show(form, ".lost");
    }
    if (part.again) {
      part.again = false;
      if (!part.failed) save(form);
    }
  });
  window.addEventListener("online", retry);
  document.addEventListener("anlan:signed-in", retry);

  // A part where somebody else has saved something since the page was drawn says so as soon as one comes to it.
  sheet.addEventListener("focusin", (event) => {
    const form = known(event);
    if (!form || !status(form)) return;
    const part = forms.get(form);
    const now = Date.now();
    if (part.sending || conflict(form) || dirty(form) || now - (part.looked ?? 0) < LOOK_AGAIN) return;
    part.looked = now;
    const version = form.elements.version.value;
    part.asked = version;
    htmx.ajax("GET", `${form.dataset.look}?version=${version}`, { source: status(form), target: status(form), swap: "innerHTML" });
  });

  // What a look found is old news once one has saved, or is saving, meanwhile.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.target.matches(".save-state") && known(event);
    if (!form || event.detail.requestConfig.verb !== "get") return;
    const part = forms.get(form);
    if (part.sending || conflict(form) || form.elements.version.value !== part.asked) event.detail.shouldSwap = false;
  });

  // What is the same stays, with its focus; a list that somebody opened stays open.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const fresh = fragment.firstElementChild ?? fragment;
    if (target.innerHTML === fresh.innerHTML) event.detail.shouldSwap = false;
    const list = target.querySelector("details[open]");
    if (list) fresh.querySelector("details")?.setAttribute("open", "");
  });

  // By keyboard: Alt with an arrow goes to the next part where there is something to write, Esc to the figures on top.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") sheet.querySelector("#figures a")?.focus();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault();
    const parts = [...sheet.querySelectorAll(".part")]
      .map((part) => [part, part.querySelector("[data-saves] :is(input:not([type=hidden]), select, textarea):enabled, .returning summary")])
      .filter(([, field]) => field);
    const at = parts.findIndex(([part]) => part.contains(document.activeElement));
    const next = parts[at < 0 && step < 0 ? parts.length - 1 : at + step];
    if (!next) return;
    next[0].scrollIntoView({ block: "start" });
    next[1].focus({ preventScroll: true });
  });

  window.addEventListener("beforeunload", (event) => {
    if ([...forms.keys()].some((form) => form.isConnected && dirty(form))) event.preventDefault();
  });
})();
