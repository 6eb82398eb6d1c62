import assert from "node:assert/strict";
import { test } from "node:test";
import { lineChart, stripChart, ticks } from "../src/view/charts.js";
import { html, Markup } from "../src/view/html.js";

const plain = (value: number) => String(value);
const chart = { title: "Loss", xLabel: "updates", format: plain };

test("ticks are round numbers about the range", () => {
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(0.13, 0.87, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(1, 1234, 5), [0, 500, 1000, 1500]);
  assert.deepEqual(ticks(-0.003, 0.004, 4), [-0.004, -0.002, 0, 0.002, 0.004]);
});

test("a curve of any length stays within its area and small, with its extremes in the band", () => {
  const points = Array.from({ length: 64_000 }, (_, i) => [i, i === 40_000 ? 9 : 1 + Math.sin(i)] as const);
  const { text } = lineChart({ ...chart, series: [{ name: "3D", tone: "tone-0", points }] });
  assert.ok(text.length < 20_000, `${text.length} characters`);
  const [band] = text.match(/class="band tone-0" d="[^"]*"/) ?? [];
  const heights = Array.from(band?.matchAll(/[ML][\d.]+ ([\d.]+)/g) ?? [], ([, y]) => Number(y));
  assert.ok(Math.min(...heights) >= 20 && Math.max(...heights) <= 220);
  const top = heights.indexOf(Math.min(...heights)) / (heights.length / 2);
  assert.ok(Math.abs(top - 40_000 / 64_000) < 0.01, "the peak is where it was");
});

test("charts of one point, of equal points and of none are drawn without NaN", () => {
  for (const points of [
    [[1, 2]],
    [
      [1, 2],
      [2, 2],
    ],
    [
      [1, 0],
      [2, 0],
    ],
  ] as const) {
    for (const options of [{}, { dots: true }, { steps: true }]) {
      const { text } = lineChart({ ...chart, ...options, series: [{ name: "a", tone: "t", points }] });
      assert.doesNotMatch(text, /NaN|Infinity|undefined/);
    }
  }
  assert.doesNotMatch(lineChart({ ...chart, series: [] }).text, /NaN|Infinity|undefined/);
  const none = { name: "a", tone: "t", values: [], mean: null, interval: null };
  assert.doesNotMatch(stripChart("Dice", [none], plain).text, /NaN|Infinity|undefined/);
});

test("a strip has a dot for each case, and the mean on its interval", () => {
  const values = [
    { name: "one", value: 0.5 },
    { name: "two", value: 1 },
  ];
  const { text } = stripChart("Dice", [{ name: "3D", tone: "lead", values, mean: 0.75, interval: [0.6, 0.9] }], plain);
  assert.deepEqual(
    Array.from(text.matchAll(/<title>(\w+): ([\d.]+)/g), ([, name, value]) => [name, value]),
    [
      ["one", "0.5"],
      ["two", "1"],
      ["mean", "0.75"],
    ],
  );
  const x = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);
  assert.ok(x(/x1="([\d.]+)" x2="[\d.]+" y1="30"/) < x(/class="mean" d="M([\d.]+)/));
});

test("text is escaped in templates, markup is not, and what is not there leaves nothing", () => {
  const name = `<b>"O'Neil" & co</b>`;
  assert.equal(
    html`<p title="${name}">${[1, "<"]}${false}${undefined}${new Markup("<i>")}</p>`.text,
    '<p title="&#60;b&#62;&#34;O&#39;Neil&#34; &#38; co&#60;/b&#62;">1&#60;<i></p>',
  );
});

test("what nobody sees in a text is shown by its number", () => {
  assert.equal(html`<p>${"a\u001b[2J\u202eb\nc"}</p>`.text, "<p>a\\u{1b}[2J\\u{202e}b\nc</p>");
});
