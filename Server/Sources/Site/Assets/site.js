// Updates the page while the user types or drops files: submits the form and copies the parts of the response's page.
// Without this script, the page does the same with its buttons.
"use strict";

const form = document.getElementById("form");
const csr = document.getElementById("csr");
const boxes = ["csr", "answer", "certificate"].map((id) => document.getElementById(id));
let timer = 0;
let running = null;
let isKeyRemoved = false;

/** Private keys in PEM, and in bare Base64, where they start with a version: SEQUENCE, INTEGER 0 or 1. */
const privateKeys = [
  /()-----BEGIN [^-\n]*PRIVATE KEY[^-\n]*-----[^]*?(?:-----END [^-\n]*PRIVATE KEY[^-\n]*-----|$)/g,
  /(^|[^\w+/=\s]\s*)(?:MII[\w+/]{2}[AQgw]IBA|MI[GH][\w+/]AgE[AB]|M[A-H][\w+/]CAQ[AE])[\w+/=\s]{24,}/g,
];

/** The form without files, which are in the text box, and without private keys, which are never sent. */
function content() {
  for (const box of boxes) {
    const text = privateKeys.reduce((text, key) => text.replace(key, "$1"), box.value);
    if (text !== box.value) {
      box.value = text;
      isKeyRemoved = true;
    }
  }
  const body = new FormData(form);
  body.delete("file");
  if (isKeyRemoved) body.set("removedKey", "yes");
  return body;
}

/** Submits the form and shows the response; a later call aborts an earlier one. */
async function refresh() {
  clearTimeout(timer);
  running?.abort();
  const call = (running = new AbortController());
  try {
    const answer = await fetch("/", { method: "POST", body: content(), signal: call.signal });
    const text = await answer.text();
    if (!answer.ok) return say(JSON.parse(text).detail);
    show(new DOMParser().parseFromString(text, "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") say("The server does not respond. Try again in a moment.");
  }
}

/** Replaces what depends on the input; fields stay unless what they belong to has changed. */
function show(page) {
  const open = new Set([...document.querySelectorAll("#result details[open]")].map(keyOf));
  const active = document.activeElement?.id;
  const filters = [...document.querySelectorAll("[data-filter]")].map((field) => [field.id, field.value]);
  for (const id of ["title", "advice"]) replaceText(document.getElementById(id), page.getElementById(id));
  document.getElementById("bar").className = page.getElementById("bar").className;
  for (const id of ["addons", "fields"]) {
    const [old, fresh] = [document, page].map((tree) => tree.getElementById(id));
    if (old.dataset.key === fresh.dataset.key) updateLabels(old, fresh);
    else old.replaceWith(fresh);
  }
  document.getElementById("result").replaceChildren(...page.getElementById("result").childNodes);
  for (const details of document.querySelectorAll("#result details")) if (open.has(keyOf(details))) details.open = true;
  document.title = page.title;
  say(page.getElementById("status").textContent);
  reveal();
  for (const [id, value] of filters) {
    const field = document.getElementById(id);
    if (field) filter(Object.assign(field, { value }));
  }
  if (active && document.activeElement?.id !== active) document.getElementById(active)?.focus({ preventScroll: true });
}

/** Updates the texts around input fields. */
function updateLabels(old, fresh) {
  const [marks, freshMarks] = [old, fresh].map((tree) => tree.querySelectorAll(".field label, .hint, summary"));
  marks.forEach((mark, index) => { if (mark.innerHTML !== freshMarks[index].innerHTML) mark.replaceChildren(...freshMarks[index].childNodes); });
}

const keyOf = (details) => details.id || details.querySelector("summary").textContent;

function replaceText(old, fresh) {
  if (old.textContent !== fresh.textContent) old.textContent = fresh.textContent;
}

/** Announces a text in the live region, unless it is there already. */
function say(text) {
  const status = document.getElementById("status");
  if (status.textContent !== text) status.textContent = text;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 250);
}

// The text of files is added to the text box, where it can be edited; DER is converted to PEM. In text that is not UTF-8
// only ASCII matters, which other encodings share except for zero bytes and a byte order mark.
async function take(files) {
  const texts = await Promise.all([...files].map(async (file) => textOf(new Uint8Array(await file.arrayBuffer()))));
  csr.value = [csr.value.trim(), ...texts].filter((text) => text).join("\n");
  isKeyRemoved = false;
  refresh();
}

function textOf(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text.trim();
  } catch { /* not UTF-8 */ }
  if (bytes[0] !== 0x30 || bytes[1] === 0) {
    return new TextDecoder("latin1").decode(bytes.filter((byte) => byte)).replace(/^[\xfe\xff]+/, "").trim();
  }
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const lines = base64.match(/.{1,64}/g)?.join("\n") ?? "";
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}\n-----END CERTIFICATE REQUEST-----`;
}

/** Shows what works with the script only. */
function reveal() {
  for (const part of document.querySelectorAll("button.copy, .filter")) part.hidden = false;
}

/** Shows the rows of a table that contain the text of a field. */
function filter(field) {
  const text = field.value.trim().toLowerCase();
  for (const row of document.getElementById(field.dataset.filter).tBodies[0].rows) {
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(text);
  }
}

async function copy(button) {
  const text = button.dataset.fetch ? await (await fetch(button.formAction, { method: "POST", body: content() })).text() : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers offer the clipboard on secure pages only; selected text can be copied on any page.
    const box = document.body.appendChild(document.createElement("textarea"));
    box.value = text;
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  button.dataset.label ??= button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = button.dataset.label; }, 1500);
}

form.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset.filter) filter(field);
  else if (boxes.includes(field)) {
    isKeyRemoved = false;
    soon();
  } else if (field.closest("#fields")) soon();
});
form.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type === "file") {
    take(field.files);
    field.value = "";
  } else if (!boxes.includes(field) && !field.dataset.filter && !field.name.startsWith("format:")) refresh();
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  refresh();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  event.preventDefault();
  copy(button);
});

let depth = 0;
const isFiles = (event) => event.dataTransfer?.types.includes("Files");
const mark = (change) => {
  depth = Math.max(0, depth + change);
  document.body.classList.toggle("dropping", depth > 0);
};
document.addEventListener("dragenter", (event) => { if (isFiles(event)) mark(1); });
document.addEventListener("dragleave", (event) => { if (isFiles(event)) mark(-1); });
document.addEventListener("dragover", (event) => { if (isFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!isFiles(event)) return;
  event.preventDefault();
  mark(-depth);
  take(event.dataTransfer.files);
});

reveal();
