/* One submission: rows and marks point to each other, reasons lead to places, decisions are kept. */
const viewers = new Map(all(".viewer").map((root) => [root.id, new Viewer(root)]));
const documents = all(".document");
const keysOn = byId("single-keys");
let current = -1;

const parts = (target) => all(`[data-target="${CSS.escape(target)}"]`);
const marksOf = (target) => parts(target).filter((part) => part.classList.contains("mark"));
const viewerOf = (part) => viewers.get(part.closest(".viewer")?.id);

function heat(target, on) {
  for (const part of parts(target)) part.classList.toggle("hot", on);
}

function clearChoice() {
  for (const part of all(".chosen")) part.classList.remove("chosen");
}

/* Marks a row and its places, goes close to the first, and brings the other side into sight. */
function choose(target, from) {
  clearChoice();
  for (const part of parts(target)) part.classList.add("chosen");
  const [mark] = marksOf(target);
  if (mark) viewerOf(mark).focus(mark);
  const row = byId(target);
  if (from === "mark" && row) row.scrollIntoView({ block: "nearest" });
}

/* --- reasons */

const cards = all(".reasons > li");

function goToReason(index, jump = true) {
  if (!cards.length) return;
  current = (index + cards.length) % cards.length;
  const reason = data.reasons[current];
  cards.forEach((card, number) => card.classList.toggle("current", number === current));
  byId("now-count").textContent = `${current + 1} / ${cards.length}`;
  byId("now-count").className = `tag ${reason.severity === "fail" ? "bad" : "ask"}`;
  byId("now-message").textContent = reason.message;
  byId("now").hidden = false;
  showDecision(reason.key);
  if (!jump) return;
  const place = reason.target && byId(reason.target);
  if (!place) { cards[current].scrollIntoView({ block: "center" }); return; }
  const holder = place.closest(".document");
  (holder ?? place).scrollIntoView({ block: holder ? "start" : "center" });
  if (place === holder) { clearChoice(); holder.focus({ preventScroll: true }); return; }
  if (holder) {
    choose(reason.target);
    place.querySelector(".locate")?.focus({ preventScroll: true });
    // A row far down its table would be out of sight: the picture stays, being sticky.
    const box = place.getBoundingClientRect();
    if (box.bottom > innerHeight - 80) place.scrollIntoView({ block: innerWidth > 960 ? "center" : "start" });
  } else {
    place.classList.add("flash");
    setTimeout(() => place.classList.remove("flash"), 1500);
  }
}

function closeReason() {
  byId("now").hidden = true;
  for (const card of cards) card.classList.remove("current");
  clearChoice();
  for (const viewer of viewers.values()) viewer.act("fit");
}

function nearestDocument() {
  const top = byId("main").getBoundingClientRect().top < 0 ? 120 : 0;
  const above = documents.filter((one) => one.getBoundingClientRect().top <= top + 4);
  return documents.indexOf(above.at(-1));
}

function goToDocument(step) {
  if (!documents.length) return;
  const next = Math.min(Math.max(nearestDocument() + step, 0), documents.length - 1);
  documents[next].scrollIntoView({ block: "start" });
  documents[next].focus({ preventScroll: true });
}

/* The viewer most in sight takes the keys. */
function activeViewer() {
  const chosen = document.querySelector(".mark.chosen");
  if (chosen) return viewerOf(chosen);
  const height = (viewer) => {
    const box = viewer.root.getBoundingClientRect();
    return Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  };
  return [...viewers.values()].sort((a, b) => height(b) - height(a))[0];
}

/* --- decisions */

function aboutOf(key) {
  const reason = data.reasons.find((one) => one.key === key);
  return { code: reason ? reason.code : "verdict", what: reason ? reason.message : `本份结论：${data.verdict_words}` };
}

async function decide(key, decision) {
  const before = decisions.of(data.fingerprint)[key];
  const about = aboutOf(key);
  const again = before?.decision === decision && decision === "confirmed";
  let note = "";
  if (decision === "overruled") {
    note = await askWhy(about.what, before?.note ?? "");
    if (note === null) return;
  }
  decisions.put({
    submission_id: data.submission_id, folder: data.folder, report: data.fingerprint, key, code: about.code,
    verdict: data.verdict, decision: again ? "withdrawn" : decision, note,
    reviewer: byId("reviewer").value.trim(), decided_at: new Date().toISOString(),
  });
  showDecision(key);
}

function showDecision(key) {
  const one = decisions.of(data.fingerprint)[key];
  const made = one && one.decision !== "withdrawn" ? one : null;
  const words = made ? WORDS[made.decision] + (made.reviewer ? `（${made.reviewer}）` : "") + (made.note ? `：${made.note}` : "") : "";
  for (const holder of all("[data-key]").filter((one) => one.dataset.key === key)) {
    for (const button of all("[data-decide]", holder)) button.setAttribute("aria-pressed", String(made?.decision === button.dataset.decide));
    holder.querySelector("[data-decided]").textContent = words;
  }
  if (data.reasons[current]?.key === key) byId("now-decided").textContent = words;
}

function showDecisions() {
  for (const key of ["submission", ...data.reasons.map((reason) => reason.key)]) showDecision(key);
}

/* --- doing */

function toggleRaw() {
  const on = document.body.classList.toggle("show-raw");
  for (const part of all("details.ocr")) part.open = on;
}

const ACTIONS = {
  "next-reason": () => goToReason(current + 1),
  "previous-reason": () => goToReason(current < 0 ? -1 : current - 1),
  "next-document": () => goToDocument(1),
  "previous-document": () => goToDocument(-1),
  "next-submission": () => byId("next-submission").hidden || byId("next-submission").click(),
  "close-reason": closeReason,
  confirm: () => current >= 0 && decide(data.reasons[current].key, "confirmed"),
  overrule: () => current >= 0 && decide(data.reasons[current].key, "overruled"),
  print: () => print(),
  help: () => byId("help").showModal(),
  raw: toggleRaw,
  boxes: () => activeViewer() && all("[data-toggle]", activeViewer().root).forEach((button) => activeViewer().toggle(button)),
  "export-json": () => exportDecisions(Object.values(decisions.of(data.fingerprint)), "json"),
  "export-csv": () => exportDecisions(Object.values(decisions.of(data.fingerprint)), "csv"),
};
for (const name of ["in", "out", "fit", "actual", "turn"]) ACTIONS[name] = () => activeViewer()?.act(name);

const KEYS = {
  j: "next-reason", k: "previous-reason", "]": "next-document", "[": "previous-document", n: "next-submission", c: "confirm", x: "overrule",
  "+": "in", "=": "in", "-": "out", 0: "fit", 1: "actual", r: "turn", b: "boxes", t: "raw", p: "print", "?": "help",
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, textarea, select")) return;
  const action = event.key === "Escape" ? "close-reason" : keysOn.checked && KEYS[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  ACTIONS[action]();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  const doing = target.closest("[data-do]");
  if (doing) { ACTIONS[doing.dataset.do](); return; }
  const deciding = target.closest("[data-decide]");
  if (deciding) { decide(deciding.closest("[data-key]").dataset.key, deciding.dataset.decide); return; }
  const showing = target.closest("[data-show]");
  if (showing) { goToReason(Number(showing.dataset.show)); return; }
  const part = target.closest("[data-target]");
  if (!part || getSelection().toString()) return;
  const mark = part.classList.contains("mark");
  if (mark && viewerOf(part).moved) return;
  choose(part.dataset.target, mark ? "mark" : "row");
});

for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(kind, (event) => {
    const part = event.target.closest?.("[data-target]");
    if (part) heat(part.dataset.target, on);
    const line = event.target.closest?.("[data-line]");
    if (line) byId(line.dataset.line)?.classList.toggle("hot", on);
  });
}

addEventListener("beforeprint", () => { for (const viewer of viewers.values()) if (viewer.svg) viewer.show(viewer.whole()); });
addEventListener("storage", showDecisions);

/* The list a reviewer came from, in its order; another report than those has no next one. */
function showWay() {
  const queue = memory.json("beian:queue", []), place = queue.indexOf(data.folder);
  const next = byId("next-submission"), known = place >= 0;
  next.hidden = !(known && place + 1 < queue.length);
  if (!next.hidden) next.href = `../${encodeURIComponent(queue[place + 1])}/report.html`;
  byId("back").hidden = !(known || served);
}

/* --- at the start */

keysOn.checked = memory.get("beian:single-keys") !== "off";
keysOn.addEventListener("change", () => memory.set("beian:single-keys", keysOn.checked ? "on" : "off"));
byId("reviewer").value = memory.get("beian:reviewer") ?? "";
byId("reviewer").addEventListener("change", () => memory.set("beian:reviewer", byId("reviewer").value.trim()));
decisions.merge(data.fingerprint, JSON.parse(byId("page-decisions").textContent));
seen.add(data.fingerprint);
showWay();
showDecisions();
document.documentElement.dataset.ready = "1";
