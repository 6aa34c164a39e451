// A box to sign in, with a finger, a pen or the mouse.
const WIDTH = 3;

export const createPad = (canvas) => {
  const pen = canvas.getContext("2d");
  let drawn = false;

  const clear = () => {
    // On white, for a picture of it has no transparency.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = WIDTH;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#111";
    drawn = false;
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
    drawn = true;
  });
  clear();

  return {
    clear,
    /** Null where nothing has been drawn. */
    picture: () => (drawn ? new Promise((go) => canvas.toBlob(go, "image/png")) : null),
  };
};
