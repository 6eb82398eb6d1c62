// The page: takes a scan that is dropped on it, has its worker segment it, shows the mask over the scan, and offers it as a file. Nothing
// leaves the browser.
import type { Description } from "../src/exporters/description.js";
import { classColor } from "../src/plan/class-color.js";
import type { Message, Request, Result } from "./messages.js";
import { Viewer } from "./viewer.js";

function element<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found as E;
}

const drop = element("drop");
const input = element<HTMLInputElement>("file");
const status = element("status");
const bar = element<HTMLProgressElement>("progress");
const shown = element("shown");
const save = element<HTMLAnchorElement>("save");
const notes = element("notes");

const response = await fetch("model.json");
if (!response.ok) throw new Error("model.json does not lie beside the page.");
const model = (await response.json()) as Description;
const classes = model.classes.slice(1);
const viewer = new Viewer(
  element<HTMLCanvasElement>("slice"),
  element<HTMLInputElement>("at"),
  classes.map(({ value }) => value),
);
element("title").textContent = `Masks of ${classes.map(({ name }) => name).join(", ")}`;
element("wanted").textContent =
  model.channels.length === 1
    ? "Drop a scan here (.nii or .nii.gz), or choose it."
    : `Drop the ${model.channels.length} channels of a scan here (.nii or .nii.gz), named so that they sort as ${model.channels.join(", ")}.`;
element("legend").append(
  ...classes.map(({ name, value }, i) => {
    const entry = document.createElement("li");
    const colour = classColor(i + 1);
    entry.style.setProperty("--colour", `rgb(${colour.join(" ")})`);
    entry.textContent = `${name} (${value})`;
    return entry;
  }),
);

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.addEventListener("error", ({ message }) => fail(message || "The worker could not be started."));
worker.addEventListener("message", ({ data }: MessageEvent<Message>) => {
  if (data.kind === "progress") {
    bar.value = data.share;
    status.textContent = data.text;
  } else if (data.kind === "note") notes.textContent = data.text;
  else if (data.kind === "error") fail(data.text);
  else finish(data);
});

function start(files: readonly File[]): void {
  if (files.length === 0) return;
  document.body.dataset.state = "working";
  notes.textContent = "";
  shown.hidden = true;
  bar.value = 0;
  status.textContent = "reading the scan";
  const asked = new URLSearchParams(location.search).get("backend");
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const request: Request = { files: sorted, backend: asked === "wasm" ? "wasm" : "auto" };
  worker.postMessage(request);
}

function finish({ image, mask, file, name, seconds, backend }: Result): void {
  URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(new Blob([file as BlobPart], { type: "application/gzip" }));
  save.download = name;
  save.textContent = `Save ${name}`;
  status.textContent = `Done in ${seconds.toFixed(1)} s by ${backend}.`;
  shown.hidden = false;
  viewer.show(image, mask);
  document.body.dataset.state = "done";
}

function fail(text: string): void {
  status.textContent = text;
  document.body.dataset.state = "failed";
}

for (const name of ["dragover", "dragenter"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  start([...((event as DragEvent).dataTransfer?.files ?? [])]);
});
input.addEventListener("change", () => start([...(input.files ?? [])]));
document.body.dataset.state = "ready";
