// Draws the file's process over the list of its steps; without this the list alone stands there.
(() => {
  const place = document.getElementById("drawings");
  if (!place || !window.bpmnvisu) return;

  // The drawing library writes style attributes, which our content policy refuses; the same rules
  // set through the object model are allowed.
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };

  // As high as the drawing is at the width of its place.
  const ratio = (bpmn) => {
    const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
    const model = new DOMParser().parseFromString(bpmn, "text/xml");
    for (const bounds of model.getElementsByTagNameNS("*", "Bounds")) {
      const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => +bounds.getAttribute(name));
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x + width);
      box.bottom = Math.max(box.bottom, y + height);
    }
    return `${box.right - box.left + 40} / ${box.bottom - box.top + 60}`;
  };

  const draw = (panel, marked) => {
    panel.querySelector(".picture").hidden = false;
    const canvas = panel.querySelector(".drawing");
    canvas.style.aspectRatio = ratio(marked.bpmn);
    const drawing = new bpmnvisu.BpmnVisualization({ container: canvas, navigation: { enabled: false } });
    drawing.load(marked.bpmn, { fit: { type: bpmnvisu.FitType.Center, margin: 8 } });
    for (const state of ["done", "now", "next"]) {
      drawing.bpmnElementsRegistry.addCssClasses(marked[state], `bpmn-${state}`);
    }
  };

  fetch(place.dataset.process, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((drawings) => {
      [...place.children].forEach((panel, at) => drawings[at] && draw(panel, drawings[at]));
      document.getElementById("picture-key").hidden = false;
    });
})();
