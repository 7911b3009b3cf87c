"use strict";
/* What pages share: their data, what reviewers decided, what they looked at, and saving files.

   Opened from disk, decisions live in this browser until they are exported. Served by `beian serve`, they are saved
   beside the report as well. Text of the filer's only ever goes into textContent. */
const data = JSON.parse(document.getElementById("page-data").textContent);
const served = document.documentElement.dataset.mode === "served";
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const WORDS = { confirmed: "已确认", overruled: "已推翻" };
const FORMULA = /^[=+\-@\t\r\n]/;

const memory = {
  /* A browser may refuse storage to pages from disk; then decisions last as long as the page. */
  kept: new Map(),
  get(name) {
    try { return localStorage.getItem(name) ?? this.kept.get(name) ?? null; } catch { return this.kept.get(name) ?? null; }
  },
  set(name, value) {
    this.kept.set(name, value);
    try { localStorage.setItem(name, value); } catch { /* kept for this page */ }
  },
  json(name, otherwise) {
    try { return JSON.parse(this.get(name)) ?? otherwise; } catch { return otherwise; }
  },
};

const decisions = {
  name: (fingerprint) => `beian:decisions:${fingerprint}`,
  /* key -> decision; the newer of two wins, and a withdrawn one stays to say that it was withdrawn. */
  of(fingerprint) { return memory.json(this.name(fingerprint), {}); },
  merge(fingerprint, list) {
    const mine = this.of(fingerprint);
    for (const one of list) {
      if (one.report === fingerprint && (!mine[one.key] || mine[one.key].decided_at < one.decided_at)) mine[one.key] = one;
    }
    memory.set(this.name(fingerprint), JSON.stringify(mine));
  },
  put(one) {
    const mine = this.of(one.report);
    mine[one.key] = one;
    memory.set(this.name(one.report), JSON.stringify(mine));
    if (served) {
      fetch("/api/decisions", {
        method: "POST", credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-Beian": "1" },
        body: JSON.stringify({ schema_version: 1, decisions: [one] }),
      }).then((answer) => toast(answer.ok ? "已保存" : "没有保存到服务器，请导出 JSON 备份"))
        .catch(() => toast("连接不上服务器，结论暂存在浏览器中"));
    }
  },
};

const seen = {
  name: (fingerprint) => `beian:seen:${fingerprint}`,
  has(fingerprint) { return memory.get(this.name(fingerprint)) !== null; },
  add(fingerprint) { memory.set(this.name(fingerprint), "1"); },
};

function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.hidden = true; }, 3500);
}

/* Asks for the note an overruled machine is owed; null when the reviewer thinks better of it. */
function askWhy(what, before) {
  const dialog = byId("overrule");
  byId("overrule-what").textContent = what;
  byId("overrule-note").value = before;
  dialog.returnValue = "";
  dialog.showModal();
  byId("overrule-note").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const note = byId("overrule-note").value.trim();
      resolve(dialog.returnValue === "save" && note ? note : null);
    }, { once: true });
  });
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const COLUMNS = ["submission_id", "folder", "report", "key", "code", "verdict", "decision", "note", "reviewer", "decided_at"];
function csvCell(value) {
  const text = String(value ?? "");
  const safe = FORMULA.test(text) ? `'${text}` : text;  // a spreadsheet takes it for a formula otherwise
  return `"${safe.replaceAll('"', '""')}"`;
}
function exportDecisions(list, format) {
  const day = new Date().toISOString().slice(0, 10);
  const name = `复核结果-${day}`;
  if (format === "json") {
    save(`${name}.json`, "application/json", JSON.stringify({ schema_version: 1, personal_data: true, decisions: list }, null, 2) + "\n");
  } else {
    const lines = [COLUMNS, ...list.map((one) => COLUMNS.map((column) => one[column]))];
    save(`${name}.csv`, "text/csv", "\ufeff" + lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n");
  }
  toast(`已导出 ${list.length} 条复核结果（含个人信息，请妥善保管）`);
}
