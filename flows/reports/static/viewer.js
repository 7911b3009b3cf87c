/* A page's drawing: zoom, pan, turn, and going to a place. Only the viewBox and one transform ever change. */
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const TURNS = { 0: (x, y) => [x, y], 90: (x, y) => [-y, x], 180: (x, y) => [-x, -y], 270: (x, y) => [y, -x] };
const CLOSEST = 40;  // pixels of the upload across the window

class Viewer {
  constructor(root) {
    this.root = root;
    this.sheet = root.querySelector(".sheet");
    this.svg = root.querySelector(".sheet svg");
    this.stage = root.querySelector(".sheet .stage");
    const { x, y, width, height, turn } = root.dataset;
    this.frame = [Number(x), Number(y), Number(width), Number(height)];
    this.turn = this.firstTurn = Number(turn);
    if (!this.svg) return;
    this.view = this.whole();
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-view], [data-toggle]");
      if (!button) return;
      if (button.dataset.toggle) this.toggle(button);
      else this.act(button.dataset.view);
    });
    this.listenToPointer();
    this.sheet.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !this.zoomed()) return;  // the page must still scroll
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.point(event));
    }, { passive: false });
  }

  act(name) {
    if (!this.svg) return;
    if (name === "in") this.zoom(1.5);
    if (name === "out") this.zoom(1 / 1.5);
    if (name === "fit") this.go(this.whole());
    if (name === "actual") this.actual();
    if (name === "turn") this.rotate();
  }

  toggle(button) {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    this.sheet.classList.toggle(`hide-${button.dataset.toggle}`, !shown);
  }

  /* The frame, or any rectangle of the upload, in coordinates of the drawing. */
  turned([x, y, width, height]) {
    const map = TURNS[this.turn];
    const [[a, b], [c, d]] = [map(x, y), map(x + width, y + height)];
    return [Math.min(a, c), Math.min(b, d), Math.abs(c - a), Math.abs(d - b)];
  }

  whole() { return this.turned(this.frame); }
  zoomed() { return this.view[2] < this.whole()[2] * 0.98; }

  show(view) {
    this.view = view;
    this.svg.setAttribute("viewBox", view.map((number) => number.toFixed(1)).join(" "));
    this.sheet.classList.toggle("zoomed", this.zoomed());
  }

  go(view) {
    cancelAnimationFrame(this.running);
    if (calm.matches) { this.show(view); return; }
    const from = this.view, start = performance.now();
    const step = (now) => {
      const share = Math.min((now - start) / 180, 1), eased = 1 - (1 - share) ** 3;
      this.show(from.map((number, index) => number + (view[index] - number) * eased));
      if (share < 1) this.running = requestAnimationFrame(step);
    };
    this.running = requestAnimationFrame(step);
  }

  zoom(factor, around) {
    const [x, y, width, height] = this.view, whole = this.whole();
    const across = Math.max(Math.min(width / factor, whole[2] * 1.05), CLOSEST);
    const down = height * across / width;
    const [px, py] = around ?? [x + width / 2, y + height / 2];
    if (across >= whole[2]) this.go(whole);
    else this.show([px - (px - x) * across / width, py - (py - y) * down / height, across, down]);
  }

  /* One pixel of the upload to one of the screen's. */
  actual() {
    const [x, y, width, height] = this.view;
    const box = this.svg.getBoundingClientRect();
    this.go([x + width / 2 - box.width / 2, y + height / 2 - box.height / 2, box.width, box.height]);
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.stage.setAttribute("transform", `rotate(${this.turn})`);
    this.show(this.whole());
  }

  /* Goes close to a mark, with room around it to see where on the page it is. */
  focus(mark) {
    if (!this.svg) return;
    const box = mark.getBBox();
    const [x, y, width, height] = this.turned([box.x, box.y, box.width, box.height]);
    const whole = this.whole(), shape = whole[3] / whole[2];
    const across = Math.min(Math.max(width * 2.2, height * 2.2 / shape, whole[2] * 0.3), whole[2]);
    this.go([x + width / 2 - across / 2, y + height / 2 - across * shape / 2, across, across * shape]);
  }

  point(event) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [place.x, place.y];
  }

  listenToPointer() {
    let from = null, fingers = new Map(), spread = 0;
    const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };
    this.sheet.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) { spread = apart(); from = null; } else if (this.zoomed()) from = this.point(event);
      this.moved = false;
    });
    this.sheet.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      const before = fingers.get(event.pointerId);
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) {
        const now = apart();
        if (Math.abs(now / spread - 1) > 0.04) { this.zoom(now / spread, this.point(event)); spread = now; }
        this.moved = true;
      } else if (from && (this.moved || Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 2)) {
        if (!this.moved) { this.moved = true; this.sheet.setPointerCapture(event.pointerId); this.sheet.classList.add("moving"); }
        const [x, y] = this.point(event);
        this.show([this.view[0] + from[0] - x, this.view[1] + from[1] - y, this.view[2], this.view[3]]);
      }
    });
    const end = (event) => { fingers.delete(event.pointerId); from = null; this.sheet.classList.remove("moving"); };
    this.sheet.addEventListener("pointerup", end);
    this.sheet.addEventListener("pointercancel", end);
    this.sheet.addEventListener("pointerleave", (event) => { if (!this.moved) end(event); });
  }
}
