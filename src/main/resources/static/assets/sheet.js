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
  const status = (form) => form.querySelector(".status");
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
    htmx.ajax("GET", `${form.dataset.look}?version=${version}`, { source: status(form), target: status(form), swap: "innerHTML" });
  });

  // The answer to a save says more than the look that was on its way meanwhile.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.target.matches(".status") && known(event);
    if (form && event.detail.requestConfig.verb === "get" && (forms.get(form).sending || conflict(form))) event.detail.shouldSwap = false;
  });

  // What is the same stays, with its focus; a list that somebody opened stays open.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const fresh = fragment.firstElementChild ?? fragment;
    if (target.innerHTML === fresh.innerHTML) event.detail.shouldSwap = false;
    const list = target.querySelector("details[open]");
    if (list) fresh.querySelector("details")?.setAttribute("open", "");
  });

  window.addEventListener("beforeunload", (event) => {
    if ([...forms.keys()].some((form) => form.isConnected && dirty(form))) event.preventDefault();
  });
})();
