// The section on training says what a method is made of, whatever its networks are called and how many there are.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { z } from "zod";
import { METHODS, methodOf } from "../../src/methods/index.js";
import type { Plan, PlannedMember } from "../../src/plan/plan.js";
import { EventLog, type RunEvent } from "../../src/run/events.js";
import { type AnyMethod, defineMethod } from "../../src/training/method.js";
import { type Shares, sharesOf, sharesText } from "../../src/training/spent.js";
import { inRun, somePlan } from "../run/support.js";
import { reportIn } from "./example-run.js";

type Step = Extract<RunEvent, { type: "step" }>;

const start: RunEvent = { type: "start", time: 0, version: "0.1.0", engine: "2.13.0", device: "cpu" };
const end: RunEvent = { type: "end", time: 9, updates: 0, seconds: 9 };
const pace: RunEvent = { type: "pace", time: 1, updates: 0, epoch: 0, place: 0, epochs: 9, until: 1, seconds: 1 };
const validation = (updates: number, network: string, dice: number): RunEvent => {
  return { type: "validation", time: 1, updates, network, dice: [dice, dice] };
};

/** A step from which the students learn. */
function step(number: number, students: readonly string[], changes: Partial<Step> = {}): Step {
  const learnt = { rate: 0.01 / (number + 1), terms: { loss: 1 / (number + 1), dice: 0.5 } };
  return {
    type: "step",
    time: 1,
    step: number,
    update: number * students.length,
    epoch: number,
    place: number / 10,
    stage: 0,
    batch: { labelled: 2, unlabelled: 0 },
    members: Object.fromEntries(students.map((name) => [name, learnt])),
    seconds: 1,
    ...changes,
  };
}

/** The report of a run with a plan and events alone: its markup, and its words. */
async function reportOf(plan: Plan, events: readonly RunEvent[]): Promise<{ page: string; text: string }> {
  let page = "";
  await inRun(async (folder) => {
    writeFileSync(folder.plan, JSON.stringify(plan));
    using log = EventLog.open(folder);
    for (const event of [start, ...events]) log.append(event);
    page = readFileSync(await reportIn(folder), "utf8");
  });
  const section = page.slice(page.indexOf("<h2>How did training go?"), page.indexOf("<h2>What was it trained on?"));
  const text = page
    .replace(/<(style|title|svg)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ");
  return { page: section, text };
}

const curves = (page: string, title: string) =>
  page.match(new RegExp(`<title>${title}</title>.*?</svg></figure>`, "s"))?.[0].match(/class="curve tone-\w+"/g) ?? [];

const { "3d": volume } = somePlan().members;

describe("a method with one network", () => {
  const plan = (settings: { readonly restart: number }): Plan =>
    somePlan({ method: { name: "supervised-3d", settings }, members: { "3d": volume } });
  const ten = Array.from({ length: 10 }, (_, i) => step(i, ["3d"], { stage: i < 3 ? 0 : 1 }));

  test("has one curve in each chart, and no word of others", async () => {
    const events = [...ten.slice(0, 5), validation(5, "3d", 0.8), ...ten.slice(5), validation(10, "3d", 0.7), end];
    const { page, text } = await reportOf(plan({ restart: 0.3 }), events);
    assert.deepEqual(curves(page, "Loss"), ['class="curve tone-0"']);
    assert.deepEqual(curves(page, "Learning rate"), ['class="curve tone-0"']);
    assert.deepEqual(curves(page, "Validation Dice, %, mean over classes"), ['class="curve tone-0"']);
    assert.match(text, /10 updates took 10 s on the CPU/);
    assert.match(text, /Best validation Dice: 3D network 80\.0 % after 5 updates \(last 70\.0 %\)\. The last/);
    assert.match(text, /First annealing had 30\.0 % of the time \(planned 30\.0 %\); second annealing had 70\.0 %/);
    assert.match(text, /0 updates with unlabelled crops, 10 without/);
    assert.doesNotMatch(text, /all networks|averaged|Unlabelled crops among|2D network/);
    assert.match(page, />second annealing<\/text>/);
    assert.match(text, /Labels alone, 3D: .*It was trained on the labelled scans alone/);
    assert.doesNotMatch(text, /unlabelled scans/);
  });

  test("and one stage has no shares of stages", async () => {
    const { page, text } = await reportOf(
      plan({ restart: 1 }),
      ten.map((one) => ({ ...one, stage: 0 })),
    );
    assert.match(text, /Training is not over : 10 updates of the network are done, 90\.0 % of the schedule/);
    assert.doesNotMatch(text, /of the time/);
    assert.doesNotMatch(page, /class="mark"/);
  });

  test("counts a network that only follows another as none", async () => {
    const { name, presets } = METHODS.get("mean-teacher") as AnyMethod;
    const settings = presets.clean.settings as Plan["method"]["settings"];
    const events = [step(0, ["student"], { batch: { labelled: 1, unlabelled: 1 } })];
    const { page, text } = await reportOf(
      somePlan({ method: { name, settings }, members: { student: volume } }),
      events,
    );
    assert.match(text, /1 update of the network is done/);
    assert.deepEqual(curves(page, "Loss"), ['class="curve tone-0"']);
    assert.match(text, /1 update with unlabelled crops, 0 without/);
  });
});

describe("a method with three networks", () => {
  const names = ["first", "second", "third"];
  const three = defineMethod({
    name: "three",
    title: "Three",
    summary: "three networks learn from labels",
    cite: { authors: "nobody", title: "Three networks", year: 2026, url: "https://example.org" },
    settings: z.strictObject({}),
    presets: { clean: { settings: {} }, official: { settings: {} } },
    needsUnlabelled: true,
    members: () => names.map((name) => ({ name, title: `${name} network`, view: "volume", learns: "gradient" })),
    stages: () => [{ name: "training", until: 1 }],
    steps: () => [{ labelled: 2, unlabelled: 0, students: names }],
    predictors: () => ({ all: names, ...Object.fromEntries(names.map((name) => [name, [name]])) }),
    begin: () => ({ step: () => ({}) }),
  });
  const methods = METHODS as Map<string, AnyMethod>;
  before(() => void methods.set(three.name, three));
  after(() => void methods.delete(three.name));

  const members: Record<string, PlannedMember> = Object.fromEntries(names.map((name) => [name, volume]));
  const plan = somePlan({ method: { name: three.name, settings: {} }, members });

  test("has a curve for each, told apart, and for all of them averaged", async () => {
    const crops = [0, 1, 2, 2].map((unlabelled) => ({ labelled: 4 - unlabelled, unlabelled }));
    const events = [
      ...crops.map((batch, i) => step(i, names, { batch })),
      ...["all", ...names].map((name, i) => validation(12, name, 0.9 - i / 10)),
      end,
    ];
    const { page, text } = await reportOf(plan, events);
    const each = [0, 1, 2].map((tone) => `class="curve tone-${tone}"`);
    assert.deepEqual(curves(page, "Loss"), each);
    assert.deepEqual(curves(page, "Learning rate"), each);
    assert.deepEqual(curves(page, "Unlabelled crops among the 4 of a batch"), each);
    assert.deepEqual(curves(page, "Validation Dice, %, mean over classes"), ['class="curve tone-all"', ...each]);
    for (const name of names) assert.ok(page.split(`</svg>${name} network</span>`).length === 5, name);
    assert.match(page, /updates of all networks/);
    assert.match(
      text,
      /Best validation Dice: all 3 averaged 90\.0 % after 12 updates \(last 90\.0 %\); first network 80\.0 % .*; second network 70\.0 % .*; third network 60\.0 %/,
    );
    assert.match(text, /12 updates took 4 s/);
    assert.match(text, /9 updates with unlabelled crops, 3 without/);
    assert.match(text, /Method: Three, Three networks , 2026, https:\/\/example\.org/);
  });

  test("a count of unlabelled crops that holds is drawn in steps, one that takes turns as its mean", async () => {
    const drawn = async (counts: readonly number[]) => {
      const events = counts.map((unlabelled, i) => step(i, names, { batch: { labelled: 4 - unlabelled, unlabelled } }));
      const { page } = await reportOf(plan, events);
      return /<title>Unlabelled crops.*?<path class="(curve|band)/s.exec(page)?.[1];
    };
    assert.equal(await drawn([0, 0, 0, 1, 1, 1, 2, 2]), "curve");
    assert.equal(await drawn([0, 1, 0, 1, 1, 0, 1, 0, 2, 1]), "band");
  });
});

describe("shares of the time", () => {
  const method = methodOf(somePlan());
  /** Steps of which each stage has some, a second each. */
  const steps = (first: number, second: number) =>
    Array.from({ length: first + second }, (_, i) =>
      step(i, i < first ? ["2d", "3d"] : ["3d"], {
        stage: i < first ? 0 : 1,
        batch: { labelled: 2, unlabelled: i < first ? 0 : 2 },
      }),
    );
  const shares = (events: readonly RunEvent[]) => sharesOf(events, method) as Shares;

  test("are those of the steps' seconds, by stage, beside the plan's", () => {
    const { stages, taught, untaught, changes, warnings } = shares([...steps(3, 7), pace, pace]);
    assert.deepEqual(stages, [
      { name: "stage 1: labelled scans alone", planned: 0.3, actual: 0.3 },
      { name: "stage 2: unlabelled scans join in", planned: 0.7, actual: 0.7 },
    ]);
    assert.deepEqual([taught, untaught, changes, warnings], [7, 6, 2, []]);
  });

  test("count pseudo-masks and validations to the stage that they are made for, and no time in which the process was stopped", () => {
    const [first, second] = steps(1, 1);
    const masks: RunEvent = { type: "pseudo-masks", time: 2, updates: 2, cases: 4, seconds: 2 };
    const validation: RunEvent = { type: "validation", time: 3, updates: 3, network: "3d", dice: [1], seconds: 1 };
    const stopped = { ...second, seconds: 101, stalled: 100 } as RunEvent;
    const { stages } = shares([first as RunEvent, masks, stopped, validation]);
    assert.deepEqual(
      stages.map(({ actual }) => actual),
      [0.2, 0.8],
    );
  });

  test("of nothing are none", () => {
    assert.equal(sharesOf([start, pace], method), undefined);
  });

  test("that are off by more than a tenth are warned of, when a run with a budget is over", () => {
    const off = steps(35, 65);
    const found = shares([...off, pace, end]);
    assert.deepEqual(found.warnings, ["stage 1: labelled scans alone had 35 % of the time where 30 % were planned."]);
    assert.match(
      sharesText(found),
      / Warning: stage 1: labelled scans alone had 35 % of the time where 30 % were planned\.$/,
    );
    const both = shares([...steps(40, 60), pace, end]);
    assert.deepEqual(
      both.warnings.map((warning) => warning.slice(0, 7)),
      ["stage 1", "stage 2"],
    );
    for (const sound of [
      [...steps(32, 68), pace, end],
      [...off, pace],
      [...off, end],
    ]) {
      assert.deepEqual(shares(sound).warnings, []);
      assert.doesNotMatch(sharesText(shares(sound)), /Warning/);
    }
  });

  test("and the warning stands in the report", async () => {
    const { text } = await reportOf(somePlan(), [...steps(35, 65), pace, end]);
    assert.match(text, /The speed through the schedule was set once\. Warning: stage 1: .* had 35 % of the time/);
  });
});
