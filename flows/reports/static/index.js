/* A batch: one list in memory, an order of it, and only the rows in sight as elements. */
const [FOLDER, NAME, ID, SPONSOR, DOMAINS, VERDICT, CODES, MESSAGES, DUE, SECONDS, PRINT] = data.columns.keys();
const TONES = { complete: "good", incomplete: "bad", needs_review: "ask", failed: "bad" };
const RANKS = { failed: 0, incomplete: 1, needs_review: 2, complete: 3 };
const SPARE = 8;  // rows kept beyond either edge
const keysOn = byId("single-keys");
const scroller = byId("scroll"), body = byId("rows"), search = byId("search"), reasonBox = byId("reason"), lookedBox = byId("looked");
const rows = data.rows;
const hays = rows.map((row) => [row[NAME], row[ID], row[SPONSOR], row[DOMAINS], row[MESSAGES].join("\n"), row[CODES].join(" ")].join("\n").toLowerCase());
const states = rows.map(() => ({ looked: false, words: "", decided: false }));
const state = { verdicts: new Set(), reason: "", looked: "", words: "", sort: 0, down: false };
const ranks = new Map();  // a column's order is worked out once
let shown = [], first = -1, last = -1, chosen = -1, height = 0;

/* --- which rows, in which order */

function refreshStates() {
  let looked = 0, decided = 0;
  rows.forEach((row, index) => {
    const made = Object.values(decisions.of(row[PRINT])).filter((one) => one.decision !== "withdrawn");
    const over = made.filter((one) => one.decision === "overruled").length;
    states[index] = {
      looked: seen.has(row[PRINT]), decided: made.length > 0,
      words: [over && `推翻 ${over}`, made.length - over && `确认 ${made.length - over}`].filter(Boolean).join("，"),
    };
    looked += states[index].looked;
    decided += states[index].decided;
  });
  byId("seen-count").textContent = looked;
  byId("decided-count").textContent = decided;
  ranks.delete(5);
}

function valueOf(index, column) {
  const row = rows[index];
  return [RANKS[row[VERDICT]], row[ID] || row[NAME], row[SPONSOR], row[DOMAINS], row[MESSAGES].length, states[index].words, row[DUE], row[SECONDS]][column];
}

function rankOf(column) {
  if (!ranks.has(column)) {
    const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
    const values = rows.map((_, index) => valueOf(index, column));
    const order = [...values.keys()].sort((a, b) => (typeof values[a] === "number" ? values[a] - values[b] : compare(values[a], values[b])) || a - b);
    const rank = new Int32Array(rows.length);
    let place = 0;
    order.forEach((index, at) => { if (at && values[index] !== values[order[at - 1]]) place = at; rank[index] = place; });
    ranks.set(column, rank);
  }
  return ranks.get(column);
}

function matches(index) {
  const row = rows[index];
  if (state.verdicts.size && !state.verdicts.has(row[VERDICT])) return false;
  if (state.reason && !row[CODES].includes(state.reason)) return false;
  if (state.looked === "no" && states[index].looked) return false;
  if (state.looked === "yes" && !states[index].looked) return false;
  if (state.looked === "undecided" && states[index].decided) return false;
  return state.words.split(/\s+/).every((word) => hays[index].includes(word));
}

function update() {
  const rank = rankOf(state.sort), sign = state.down ? -1 : 1;
  shown = [...rows.keys()].filter(matches).sort((a, b) => sign * (rank[a] - rank[b]) || a - b);
  byId("found").textContent = shown.length === rows.length ? `${rows.length} 份` : `${shown.length} / ${rows.length} 份`;
  byId("table").setAttribute("aria-rowcount", shown.length + 1);
  first = last = -1;
  draw();
  remember();
}

/* --- rows in sight */

function cell(text, className) {
  const td = document.createElement("td"), box = document.createElement("span");
  box.className = className ?? "two";
  box.textContent = text;
  td.append(box);
  return td;
}

function element(place) {
  const index = shown[place], row = rows[index], tr = document.createElement("tr");
  tr.setAttribute("aria-rowindex", place + 2);
  tr.dataset.index = index;
  tr.classList.toggle("looked", states[index].looked);
  tr.classList.toggle("chosen", index === chosen);
  const named = cell("", "two"), label = row[ID] || row[NAME];
  if (row[FOLDER]) {
    const link = document.createElement("a");
    link.href = `${encodeURIComponent(row[FOLDER])}/report.html`;
    link.textContent = label;
    named.firstChild.append(link);
  } else named.firstChild.textContent = label;
  if (row[NAME] !== label) named.title = row[NAME];
  tr.append(
    cell(data.words[row[VERDICT]] ?? "", `tag ${TONES[row[VERDICT]] ?? "none"}`), named, cell(row[SPONSOR]), cell(row[DOMAINS]),
    cell(row[MESSAGES].join("；")), cell(states[index].words), cell(row[DUE], "number"), cell(`${row[SECONDS].toFixed(1)} 秒`, "number"),
  );
  return tr;
}

function space(count) {
  const tr = document.createElement("tr"), td = document.createElement("td");
  tr.className = "space";
  tr.setAttribute("aria-hidden", "true");
  td.colSpan = 8;
  td.style.height = `${count * height}px`;
  tr.append(td);
  return tr;
}

function draw(everything = false) {
  height ||= parseFloat(getComputedStyle(document.documentElement).fontSize) * parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));
  const from = everything ? 0 : Math.max(Math.floor(scroller.scrollTop / height) - SPARE, 0);
  const to = everything ? shown.length : Math.min(from + Math.ceil(scroller.clientHeight / height) + 2 * SPARE, shown.length);
  if (from === first && to === last) return;
  first = from; last = to;
  const list = [];
  for (let place = from; place < to; place += 1) list.push(element(place));
  body.replaceChildren(space(from), ...list, space(shown.length - to));
}

/* --- what was asked, kept in the address so that "back" brings it back */

function remember() {
  const kept = new URLSearchParams();
  if (state.words) kept.set("q", state.words);
  if (state.reason) kept.set("reason", state.reason);
  if (state.looked) kept.set("looked", state.looked);
  if (state.verdicts.size) kept.set("verdict", [...state.verdicts].join(","));
  if (state.sort || state.down) kept.set("sort", `${state.down ? "-" : ""}${state.sort}`);
  try { history.replaceState(null, "", `#${kept}`); } catch { /* some browsers refuse it to pages from disk */ }
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1)), sort = kept.get("sort") ?? "";
  state.words = search.value = kept.get("q") ?? "";
  state.reason = reasonBox.value = kept.get("reason") ?? "";
  state.looked = lookedBox.value = kept.get("looked") ?? "";
  state.verdicts = new Set((kept.get("verdict") ?? "").split(",").filter((name) => name in RANKS));
  state.down = sort.startsWith("-");
  state.sort = Math.min(Math.abs(parseInt(sort, 10)) || 0, 7);
  showState();
}

function showState() {
  for (const tile of all("[data-verdict]")) tile.setAttribute("aria-pressed", String(state.verdicts.has(tile.dataset.verdict)));
  for (const bar of all("[data-reason]")) bar.setAttribute("aria-pressed", String(state.reason === bar.dataset.reason));
  all("[data-sort]").forEach((button, column) => {
    const order = column === state.sort ? (state.down ? "descending" : "ascending") : "none";
    button.closest("th").setAttribute("aria-sort", order);
  });
}

function change(values) {
  Object.assign(state, values);
  showState();
  scroller.scrollTop = 0;
  update();
}

/* --- keys and clicks */

function step(by, wanted = () => true) {
  let place = shown.indexOf(chosen) + by;
  while (place >= 0 && place < shown.length && !wanted(shown[place])) place += by;
  if (place < 0 || place >= shown.length) return;
  chosen = shown[place];
  const top = place * height, bottom = top + height;
  const head = byId("table").tHead.offsetHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  if (bottom + head > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom + head - scroller.clientHeight;
  first = -1;
  draw();
  body.querySelector("tr.chosen a")?.focus({ preventScroll: true });
}

/* Where the reader of a report goes next. */
function leave() { memory.set("beian:queue", JSON.stringify(shown.map((index) => rows[index][FOLDER]).filter(Boolean))); }

const everyDecision = () => rows.flatMap((row) => Object.values(decisions.of(row[PRINT])));
const ACTIONS = {
  print: () => print(), help: () => byId("help").showModal(),
  clear: () => { search.value = reasonBox.value = lookedBox.value = ""; change({ verdicts: new Set(), reason: "", looked: "", words: "" }); },
  "export-json": () => exportDecisions(everyDecision(), "json"), "export-csv": () => exportDecisions(everyDecision(), "csv"),
  next: () => step(1), previous: () => step(-1), unseen: () => step(1, (index) => !states[index].looked),
  search: () => { search.focus(); search.select(); },
};
const KEYS = { j: "next", k: "previous", u: "unseen", "/": "search", p: "print", "?": "help" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { ACTIONS.clear?.(); scroller?.focus(); return; }
  if (event.target.closest("input, select, textarea")) return;
  const action = keysOn.checked && KEYS[event.key.toLowerCase()];
  if (!action || !scroller) return;
  event.preventDefault();
  ACTIONS[action]();
});

document.addEventListener("click", (event) => {
  const tile = event.target.closest("[data-verdict]"), bar = event.target.closest("[data-reason]"), head = event.target.closest("[data-sort]");
  const doing = event.target.closest("[data-do]"), line = event.target.closest("#rows tr[data-index]");
  if (event.target.closest("#rows a")) leave();
  if (doing) ACTIONS[doing.dataset.do]();
  else if (!scroller) return;
  else if (tile) {
    const verdicts = new Set(state.verdicts);
    if (!verdicts.delete(tile.dataset.verdict)) verdicts.add(tile.dataset.verdict);
    change({ verdicts });
  } else if (bar) {
    const reason = state.reason === bar.dataset.reason ? "" : bar.dataset.reason;
    reasonBox.value = reason;
    change({ reason });
  } else if (head) {
    const sort = Number(head.dataset.sort);
    change({ sort, down: sort === state.sort && !state.down });
  } else if (line) { chosen = Number(line.dataset.index); first = -1; draw(); }
});

keysOn.checked = memory.get("beian:single-keys") !== "off";
keysOn.addEventListener("change", () => memory.set("beian:single-keys", keysOn.checked ? "on" : "off"));
if (scroller) {
  for (const one of JSON.parse(byId("page-decisions").textContent)) decisions.merge(one.report, [one]);
  search.addEventListener("input", () => change({ words: search.value.trim().toLowerCase() }));
  reasonBox.addEventListener("change", () => change({ reason: reasonBox.value }));
  lookedBox.addEventListener("change", () => change({ looked: lookedBox.value }));
  scroller.addEventListener("scroll", () => draw(), { passive: true });
  addEventListener("resize", () => { height = 0; first = -1; draw(); });
  addEventListener("beforeprint", () => { first = -1; draw(true); });
  addEventListener("afterprint", () => { first = -1; draw(); });
  /* Coming back from a report, which has been looked at since. */
  const again = () => { refreshStates(); first = -1; draw(); };
  addEventListener("pageshow", (event) => { if (event.persisted) again(); });
  addEventListener("storage", again);
  recall();
  refreshStates();
  update();
}
document.documentElement.dataset.ready = "1";
