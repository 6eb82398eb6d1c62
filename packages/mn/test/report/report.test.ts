import assert from "node:assert/strict";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { decode } from "fast-png";
import type { Plan } from "../../src/plan/plan.js";
import { notableCases } from "../../src/report/results-section.js";
import type { RunEvent } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { countedValues, type Metrics } from "../../src/run/results.js";
import { reportStep } from "../../src/steps/report.js";
import { inRun, mnError, somePlan } from "../run/support.js";
import { makeExampleRun, reportIn } from "./example-run.js";

const example = new RunFolder(mkdtempSync(join(tmpdir(), "mn-report-")));
let page = "";
before(async () => {
  await makeExampleRun(example);
  page = readFileSync(await reportIn(example), "utf8");
});
after(() => rmSync(example.root, { recursive: true }));

const plan = (): Plan => JSON.parse(readFileSync(example.plan, "utf8"));
const metrics = (): Metrics => JSON.parse(readFileSync(example.metrics, "utf8"));

const PACE = { type: "pace", time: 0, epochs: 61, until: 1, seconds: 300 } as const;

/** The page's words, without markup. */
const words = (text: string) =>
  text
    .replace(/<(style|title|svg)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&nbsp;|\s+/g, " ");

/** The report of a copy of the example, changed. */
async function reportOf(change: (folder: RunFolder) => void): Promise<string> {
  let text = "";
  await inRun(async (folder) => {
    cpSync(example.root, folder.root, { recursive: true });
    rmSync(folder.report);
    change(folder);
    text = readFileSync(await reportIn(folder), "utf8");
  });
  return text;
}

test("the page needs nothing but itself, and is well-formed", () => {
  assert.doesNotMatch(page, /<script|<link|@import|url\(/);
  const sources = Array.from(page.matchAll(/(?:href|src)="([^"]{0,30})/g), ([, source]) => source);
  assert.ok(sources.length >= 12 && sources.every((source) => source.startsWith("data:image/png;base64,")));
  assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
  assert.doesNotMatch(page, /NaN|undefined|\[object/);
  const open: string[] = [];
  for (const [, slash, tag, closed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*?)?(\/?)>/g)) {
    if (slash === "/") assert.equal(open.pop(), tag);
    else if (closed !== "/" && !["meta", "br"].includes(tag)) open.push(tag);
  }
  assert.deepEqual(open, []);
  assert.ok(statSync(example.report).size < 400_000);
});

test("its numbers are those of metrics.json, of every set and class", () => {
  const text = words(page);
  const percent = (share: number) => (100 * share).toFixed(1);
  for (const set of metrics().sets) {
    const { name, summaries } = set;
    assert.ok(text.includes(name), name);
    for (const { label, metrics } of summaries) {
      const { mean, interval } = metrics.dice;
      const each = countedValues(set, label, "dice").sort((a, b) => a - b);
      const isFew = set.cases.length < 8;
      assert.equal(interval === null, isFew);
      const spread = interval ? `${percent(interval.low)} – ${percent(interval.high)}` : each.map(percent).join(" · ");
      const shown = `${percent(mean ?? 0)} (${spread})`;
      assert.ok(text.includes(shown), `${name}: ${shown}`);
      assert.ok(text.includes(`${metrics.hd95.mean?.toFixed(2)} (`));
    }
  }
  assert.match(
    text,
    /On 8 test scans the masks of M&N, both averaged, overlap .* Nothing of these scans was seen in training/,
  );
});

test("what was missed is said", () => {
  assert.match(words(page), /posterior was not found in 1 scan \(hippocampus_\d+\): counted as Dice 0/);
  assert.match(words(page), /hippocampus_\d+ test [\d.]+ not found/);
});

test("best, median and worst are pictured in three planes, the scans to label next in one", () => {
  const pictures = Array.from(page.matchAll(/base64,([^"]+)/g), ([, data]) => decode(Buffer.from(data, "base64")));
  assert.equal(pictures.length, 3 * 3 + 3);
  for (const { width, height, data, channels } of pictures) {
    assert.ok(channels === 1 && width >= 20 && height >= 20);
    assert.ok(Math.max(...data) > 200 && Math.min(...data) < 40, "uses the range from black to white");
  }
  assert.equal(page.match(/class="outline line reference" d="M[\d.]+ [\d.]+Q/g)?.length, 9);
  assert.equal(page.match(/class="outline line prediction" d="M[\d.]+ [\d.]+Q/g)?.length, 12);
  const dice = Array.from(words(page).matchAll(/(Best|Median|Worst) \S+, Dice ([\d.]+)/g), ([, , value]) =>
    Number(value),
  );
  assert.deepEqual(
    dice,
    dice.toSorted((a, b) => b - a),
  );
  assert.equal(dice.length, 3);
});

test("of few scans none is pictured twice", () => {
  const [set] = metrics().sets;
  const titles = [1, 2, 3].map((count) => {
    const notable = notableCases({ ...set, cases: set.cases.slice(0, count) });
    assert.equal(new Set(notable.map(({ id }) => id)).size, count);
    return notable.map(({ title }) => title);
  });
  assert.deepEqual(titles, [["Best"], ["Best", "Worst"], ["Best", "Median", "Worst"]]);
});

test("scans to label next are the unlabelled ones, the greatest disagreement first", () => {
  const rows = Array.from(
    page.matchAll(/<tr><th>(\w+)<\/th><td>([\d.]+)\u00a0%<\/td>/g),
    ([, id, value]) => [id, Number(value)] as const,
  );
  assert.deepEqual(new Set(rows.map(([id]) => id)), new Set(plan().dataset.unlabelled));
  assert.deepEqual(
    rows,
    rows.toSorted(([, a], [, b]) => b - a),
  );
});

test("updates that happened twice count once, and the interruption is told", () => {
  assert.match(words(page), /1,000 updates took 6\.3 min on the CPU\..*interrupted once/);
});

/** The paths of all values: `training.crop`. */
function pathsIn(value: object, before = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" && !Array.isArray(inner) ? pathsIn(inner, `${before}${key}.`) : [`${before}${key}`],
  );
}

test("the plan is there with its reasons, every setting once", () => {
  const text = words(page);
  const { reasons, training, members, method } = plan();
  for (const reason of Object.values(reasons)) assert.ok(text.includes(reason), reason);
  for (const path of pathsIn({ training, members, method })) {
    assert.equal(page.split(`<code>${path}</code>`).length, 2, path);
  }
});

test("a run of which there is but the plan has a report that says so", async () => {
  await inRun(async (folder) => {
    writeFileSync(folder.plan, JSON.stringify(somePlan()));
    const text = words(readFileSync(await reportIn(folder), "utf8"));
    assert.match(text, /Training is not over yet.*Nobody knows yet.*It has not begun/);
  });
});

test("a training that is under way shows how far it is", async () => {
  const text = await reportOf((folder) => {
    const lines = readFileSync(folder.events, "utf8").split("\n");
    writeFileSync(folder.events, lines.slice(0, 340).join("\n"));
    for (const path of [folder.metrics, folder.predictions]) rmSync(path, { recursive: true });
  });
  assert.match(
    words(text),
    /Training is not over : 3\d\d updates of all networks are done, 3\d\.0 % of the schedule\. mn train goes on/,
  );
  assert.doesNotMatch(text, /What do they look like/);
});

test("test scans among the unlabelled ones make it transductive, in its first sentences", async () => {
  const text = await reportOf((folder) => {
    const { dataset, ...rest } = plan();
    const unlabelled = [...dataset.unlabelled, ...dataset.test];
    writeFileSync(
      folder.plan,
      JSON.stringify({ ...rest, dataset: { ...dataset, unlabelled, unlabelledHoldsTest: true } }),
    );
  });
  assert.match(
    words(text),
    /Images of test scans were seen in training.*Transductive : 8 validation or test scans served/,
  );
  assert.doesNotMatch(text, /Inductive/);
});

test("results on validation scans alone are said to be less than a test", async () => {
  const text = await reportOf((folder) => {
    const { sets, ...rest } = metrics();
    writeFileSync(
      folder.metrics,
      JSON.stringify({ ...rest, sets: sets.filter(({ split }) => split === "validation") }),
    );
  });
  assert.match(words(text), /On 2 validation scans .* These scans served for choices too/);
});

test("a scan that vanished is said in its picture's place", async () => {
  const text = await reportOf((folder) => rmSync(join(folder.predictions, "hippocampus_044.nii.gz")));
  assert.match(words(text), /Worst hippocampus_044.*No picture: .*hippocampus_044\.nii\.gz: cannot be read/);
});

test("names are shown as they are, whatever they hold", async () => {
  const text = await reportOf((folder) => {
    const { sets, ...rest } = metrics();
    const named = sets.map((set, i) => (i === 0 ? { ...set, name: "<img src=x>&" } : set));
    writeFileSync(folder.metrics, JSON.stringify({ ...rest, sets: named }));
  });
  assert.ok(!text.includes("<img") && words(text).includes("<img src=x>&"));
});

test("a folder without a run, a damaged file and a page that cannot be written are typed errors", async () => {
  await inRun(async (folder) => {
    await assert.rejects(reportStep(folder.root), mnError("run", "holds no plan"));
    writeFileSync(folder.plan, '{"version":1,"seed":-1}');
    await assert.rejects(reportStep(folder.root), mnError("plan", "plan.json", "seed"));
    writeFileSync(folder.plan, JSON.stringify(somePlan()));
    writeFileSync(folder.metrics, '{"version":1');
    await assert.rejects(reportIn(folder), mnError("run", "metrics.json: is not JSON"));
    writeFileSync(folder.metrics, '{"version":1,"classes":[],"sets":[]}');
    await assert.rejects(reportIn(folder), mnError("run", "metrics.json", "classes"));
    rmSync(folder.metrics);
    appendFileSync(folder.events, "{}\n");
    await assert.rejects(reportIn(folder), mnError("run", "events.jsonl: line 1"));
  });
});

test("the same run gives the same page, and the old one stays when the new one cannot be written", async () => {
  await reportIn(example);
  assert.equal(readFileSync(example.report, "utf8"), page);
  await inRun(async (folder) => {
    symlinkSync(join(example.root, "predictions"), folder.predictions);
    writeFileSync(folder.plan, JSON.stringify(somePlan()));
    await reportIn(folder);
    const first = readFileSync(folder.report, "utf8");
    writeFileSync(folder.dataset, "[]");
    await assert.rejects(reportIn(folder), mnError("run", "dataset.json"));
    assert.equal(readFileSync(folder.report, "utf8"), first);
  });
});

test("what the check found is on the page, or that nothing was found or checked", async () => {
  assert.match(words(page), /The scans were not checked\./);
  const checked = (faults: readonly object[]) =>
    reportOf((folder) => {
      const report = { version: 1, root: "/scans", layout: "images-labels", cases: [], faults };
      writeFileSync(folder.check, JSON.stringify(report));
    });
  assert.match(words(await checked([])), /The check of 0 scans found no fault\./);
  const fault = {
    code: "empty-label",
    severity: "warning",
    caseId: "c1",
    message: "It is empty.",
    remedy: "Look at it.",
  };
  assert.match(words(await checked([fault])), /found 1 thing to look at .* c1 warning It is empty\. Look at it\./);
});

test("the best validation stands beside the last, and the epochs that the budget made", async () => {
  assert.match(
    words(page),
    /Best validation Dice: both averaged [\d.]+ % after \d+ updates \(last [\d.]+ %\); 3D network [\d.]+ % .*; 2D network/,
  );
  assert.match(words(page), /The last weights are the ones that are used/);
  assert.doesNotMatch(words(page), /It was given/);
  const text = await reportOf((folder) => {
    const changed = plan();
    const budget = { seconds: 600, measuredOn: "a CPU" };
    writeFileSync(folder.plan, JSON.stringify({ ...changed, training: { ...changed.training, epochs: 61, budget } }));
    const pace: RunEvent = { ...PACE, updates: 990, epoch: 99, place: 0.99 };
    appendFileSync(folder.events, `${JSON.stringify(pace)}\n`);
  });
  assert.match(
    words(text),
    /It was given 10\.0 min, in which 100 epochs were made where 61 were expected\..* The speed through the schedule was set once\./,
  );
});

test("the curves of a run are told apart by its networks, and stage 2 is marked", () => {
  for (const name of ["2D network", "3D network"]) assert.ok(page.split(`</svg>${name}</span>`).length > 3, name);
  assert.equal(page.match(/<text [^>]*>stage 2: unlabelled scans join in<\/text>/g)?.length, 4);
  assert.match(page, /updates of all networks/);
});

test("between the 2D and the 3D network it says which scan to label next", () => {
  assert.match(words(page), /on which the 2D network and the 3D network differ most is likely to teach them most/);
});
