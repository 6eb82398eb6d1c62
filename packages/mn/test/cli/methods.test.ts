import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { METHODS } from "../../src/methods/index.js";
import { citedAs, describeMethod, listMethods } from "../../src/tools/methods.js";
import { isMnError } from "../planning/synthetic.js";
import { mn } from "./mn.js";

describe("mn methods", () => {
  test("lists every method by the name that a plan takes, with what it does", async () => {
    const { code, stdout, stderr } = await mn(["methods"]);
    assert.deepEqual([code, stderr], [0, ""]);
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 1 + METHODS.size);
    for (const [i, { name, title, networks, cite, summary }] of listMethods().entries()) {
      const cells = (lines[i + 1] ?? "").split(/ {2,}/);
      assert.deepEqual(cells, [name, title, networks.join(" + "), citedAs(cite), summary]);
    }
    assert.match(stdout, /^mn +M&N +2D network \+ 3D network +the authors of M&N 2025 /m);
    assert.match(stdout, /^mean-teacher +Mean Teacher .* A\. Tarvainen et al\. 2017 /m);
    const asJson = await mn(["methods", "--json"]);
    assert.deepEqual(JSON.parse(asJson.stdout), listMethods());
  });

  test("NAME says where a method comes from, what was kept of the reference, and each setting in both presets", async () => {
    const { code, stdout, stderr } = await mn(["methods", "mean-teacher"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Mean Teacher: a student and the moving average of its weights, /);
    assert.match(stdout, /A\. Tarvainen, H\. Valpola: Mean teachers .*, 2017\. https:\/\/arxiv\.org\/abs\/1703\.01780/);
    assert.match(stdout, /Held against https:\/\/github\.com\/HiLab-git\/SSL4MIS \(MIT\)/);
    assert.match(stdout, /^Several processes can share its batches/m);
    assert.match(stdout, /^- Consistency on unlabelled crops only/m);
    assert.match(stdout, /^setting +clean +official/m);
    assert.match(stdout, /^ramp +0\.4 +1 +share of the run over which the weight rises$/m);
    const asJson = await mn(["methods", "mean-teacher", "--json"]);
    assert.deepEqual(JSON.parse(asJson.stdout), describeMethod("mean-teacher"));
    const { stdout: other } = await mn(["methods", "ad-mt"]);
    assert.match(other, /^It trains in one process: it mixes each unlabelled crop with any other of the batch/m);
  });

  test("--cost counts the crops that an update sends through networks, forward and back and forward alone", async () => {
    const { code, stdout, stderr } = await mn(["methods", "--cost"]);
    assert.deepEqual([code, stderr], [0, ""]);
    const costs = (name: string) =>
      new RegExp(`^${name} .* (\\d+) +([\\d.]+) +\\S.* \\d{4} `, "m").exec(stdout)?.slice(1);
    assert.deepEqual(costs("supervised-3d"), ["4", "0"]);
    assert.deepEqual(costs("mean-teacher"), ["4", "2"]);
    assert.deepEqual(costs("mn"), ["4", "3"], "late in its run 3 crops of 4 are unlabelled");
    assert.deepEqual(costs("bcp"), ["4", "4"]);
    assert.deepEqual(costs("ict"), ["3", "2"], "two unlabelled crops are mixed into one");
    for (const name of METHODS.keys()) assert.ok(Number(costs(name)?.[0]) >= 3, name);
  });

  test("mn names no code that it was held against, and shows lists and texts as JSON", async () => {
    const { code, stdout } = await mn(["methods", "mn"]);
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /Held against/);
    assert.match(stdout, /^sampling +"learning-rate-average" +"epoch" +what sets the unlabelled crops/m);
    assert.match(stdout, /^pseudoMaskRefreshes +\[0\.3333,0\.5,0\.6667,0\.8333\] +\[0\.125,0\.25,0\.375,0\.5,0\.75\]/m);
  });
});

for (const { name, presets, settings } of METHODS.values()) {
  test(`every setting of ${name} is described, with what the presets say`, () => {
    const described = describeMethod(name).settings;
    assert.deepEqual(
      described.map((setting) => setting.name),
      Object.keys(settings.shape),
    );
    for (const setting of described) {
      assert.ok(setting.description.length > 5, setting.name);
      for (const preset of ["clean", "official"] as const)
        assert.deepEqual(JSON.parse(setting[preset]), presets[preset].settings[setting.name]);
    }
    for (const preset of ["clean", "official"] as const)
      for (const path of Object.keys(presets[preset].reasons ?? {})) assert.ok(path in settings.shape, path);
  });
}

test("a name that no method has is refused with those that there are", () => {
  assert.throws(() => describeMethod("nm"), isMnError("usage", /no method "nm"\. Choose one of mn, supervised-3d/));
});
