// Updates the page while the user types or drops files: submits the form and copies the parts of the response's page.
// Without this script, the page does the same with its buttons.
"use strict";

const form = document.getElementById("form");
const csr = document.getElementById("csr");
let timer = 0;
let running = null;

/** Submits the form and shows the response; a later call aborts an earlier one. */
async function refresh() {
  clearTimeout(timer);
  running?.abort();
  const call = (running = new AbortController());
  const body = new FormData(form);
  body.delete("file");
  try {
    const answer = await fetch("/", { method: "POST", body, signal: call.signal });
    const text = await answer.text();
    if (!answer.ok) return say(JSON.parse(text).detail);
    show(new DOMParser().parseFromString(text, "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") say("The server does not respond. Try again in a moment.");
  }
}

/** Replaces what depends on the input; the input fields stay unless the product changed. */
function show(page) {
  const open = new Set([...document.querySelectorAll("details[open]")].map(keyOf));
  const [old, fresh] = [document, page].map((tree) => tree.getElementById("fields"));
  const isSame = old.dataset.product === fresh.dataset.product;
  if (isSame) {
    const [marks, freshMarks] = [old, fresh].map((fields) => fields.querySelectorAll("label, .hint, summary"));
    marks.forEach((mark, index) => mark.replaceChildren(...freshMarks[index].childNodes));
  }
  for (const id of ["wrong", "answers", "effective", "publish", ...(isSame ? [] : ["fields"])]) {
    document.getElementById(id).replaceWith(page.getElementById(id));
  }
  for (const details of document.querySelectorAll("details")) if (open.has(keyOf(details))) details.open = true;
  document.title = page.title;
  say(page.getElementById("status").textContent);
  offerCopies();
}

const keyOf = (details) => details.id || details.querySelector("summary").textContent;

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

function offerCopies() {
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
}

async function copy(button) {
  const text = button.dataset.copy;
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

csr.addEventListener("input", soon);
form.addEventListener("change", (event) => {
  if (event.target.type === "file") {
    take(event.target.files);
    event.target.value = "";
  } else if (event.target !== csr) refresh();
});
form.addEventListener("input", (event) => { if (event.target.closest("#fields")) soon(); });
form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  refresh();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) copy(button);
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

offerCopies();
