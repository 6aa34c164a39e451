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
