/** What methods ask of networks beyond prediction, and modules of a method's own. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, noGrad, randn, scope, setThreads, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { MnError } from "../../src/errors.js";
import { methodNamed } from "../../src/methods/index.js";
import { Discriminator } from "../../src/methods/sassnet.js";
import { Separation } from "../../src/methods/ss-net.js";
import type { Plan } from "../../src/plan/plan.js";
import { ruleFaults } from "../../src/planning/rules.js";
import { Kit } from "../../src/training/kit.js";
import { createMembers } from "../../src/training/networks.js";
import { methodPlan } from "../method-plan.js";
import { noScans } from "./formulas.js";

setThreads(1);

function planOf(name: string, network?: string, options: Plan["members"][string]["options"] = {}): Plan {
  const plan = methodPlan(methodNamed(name));
  if (network === undefined) return plan;
  const members = Object.entries(plan.members).map(([key, one]) => [key, { ...one, network, options }] as const);
  return { ...plan, members: Object.fromEntries(members) };
}

const methodOf = (plan: Plan) => methodNamed(plan.method.name).with(plan.method.settings);

describe("a network that cannot do what the method needs", () => {
  const plain = fileURLToPath(new URL("../networks/plain-3d.js", import.meta.url));
  for (const name of ["urpc", "mc-net", "dtc", "sassnet", "ss-net", "mutrel", "caml", "unimatch", "crossmatch"]) {
    test(`is refused by ${name} before training, with those that can`, () =>
      assertNoLeaks(async () => {
        const plan = planOf(name, plain);
        await assert.rejects(createMembers(plan, methodOf(plan)), (error) => {
          assert.ok(error instanceof MnError && error.code === "plan", String(error));
          assert.match(error.message, /plain-3d.* lacks what the method needs: encode and decode\. .*unet3d or vnet/);
          return true;
        });
      }));
  }

  for (const name of ["urpc", "mc-net", "dtc", "sassnet", "mutrel"]) {
    test(`is a fault of a plan of ${name} where it is one of ours`, () => {
      const [fault, ...others] = ruleFaults(planOf(name, "swin-unetr"));
      assert.deepEqual(others, []);
      assert.equal(fault?.path, "members.student.network");
      assert.match(fault.message, /is "swin-unetr", which has no .*: the network of the method needs them/);
    });
  }
});

describe("a module of a method's own", () => {
  test("has no entry in the plan, and one there is a fault", () => {
    const plan = planOf("sassnet");
    assert.deepEqual(Object.keys(plan.members), ["student"]);
    const more = {
      ...plan,
      members: { ...plan.members, discriminator: plan.members.student as Plan["members"][string] },
    };
    const [fault] = ruleFaults(more);
    assert.equal(fault?.path, "members.discriminator");
  });

  test("learns by the optimizer of the member that it is like, or by its own", () =>
    assertNoLeaks(async () => {
      for (const [name, module, rate, kind] of [
        ["ss-net", "separation", 1e-2, "AdamW"],
        ["sassnet", "discriminator", 1e-4, "Adam"],
      ] as const) {
        const plan = planOf(name);
        const members = await createMembers(plan, methodOf(plan));
        const { optimizer } = members.find((one) => one.name === module) ?? {};
        assert.equal(optimizer?.constructor.name, kind);
        assert.equal(optimizer.paramGroups[0]?.initialLr, rate);
        for (const member of members) member.dispose();
      }
    }));

  test("comes from the kit by its class, and is no network over scans", () =>
    assertNoLeaks(async () => {
      const plan = planOf("sassnet");
      const members = await createMembers(plan, methodOf(plan));
      using kit = kitOf(plan, members);
      assert.ok(kit.module("discriminator", Discriminator) instanceof Discriminator);
      const isUsage = (pattern: RegExp) => (error: unknown) =>
        error instanceof MnError && error.code === "usage" && pattern.test(error.message);
      assert.throws(() => kit.module("discriminator", Separation), isUsage(/"discriminator" is no Separation/));
      assert.throws(() => kit.member("discriminator").network, isUsage(/discriminator is no network over scans/));
      for (const member of members) member.dispose();
    }));
});

const kitOf = (plan: Plan, members: ConstructorParameters<typeof Kit>[0]) =>
  new Kit(members, {
    classes: plan.dataset.classes.length,
    device: "cpu",
    precision: "float32",
    random: new Randomness(0),
  });

test("a pass that leaves no trace computes what training does, and moves no running statistics", () =>
  assertNoLeaks(async () => {
    const plan = planOf("ss-net", "vnet", { width: 2, dropout: false });
    const roomy = { ...plan, training: { ...plan.training, crop: [16, 16, 32] as [number, number, number] } };
    const members = await createMembers(roomy, methodOf(roomy));
    using kit = kitOf(roomy, members);
    scope(() => {
      const student = kit.member("student");
      const statistics = () => scope(() => [...student.module.namedBuffers()].map(([, one]) => String(one.toArray())));
      const before = statistics();
      const image = randn([2, 1, 16, 16, 32]);
      const pass = (mode: "train" | "traceless") => noGrad(() => kit.logits(student, image, mode));
      const traceless = pass("traceless");
      assert.deepEqual(statistics(), before);
      assert.ok(traceless.equal(pass("train")));
      assert.notDeepEqual(statistics(), before);
    });
    for (const member of members) member.dispose();
  }));

test("SS-Net remembers features of classes that it predicts rightly, and goes on with them from a checkpoint", () =>
  assertNoLeaks(async () => {
    const plan = planOf("ss-net");
    const method = methodOf(plan);
    const members = await createMembers(plan, method);
    using kit = kitOf(plan, members);
    const [run, next] = [1, 2].map(() => method.begin({ plan, scans: noScans }));
    const at = { epoch: 0, place: 0, placeBefore: -1, stage: 0, stagePlace: 0, rate: 1, step: 0, update: 0 };
    const stateOf = (one: typeof run) => one?.state?.() ?? {};
    const filled = (one: typeof run) => (stateOf(one)["memory-filled"] as Tensor).sum([1]);
    kit.within(0, () => {
      const image = randn([4, 1, 6, 8, 8]);
      const mask = noGrad(() => kit.logits(kit.member("student"), image).narrow(0, 2, 2).argmax(1));
      const cases = { unlabelled: ["c", "d"], labelled: ["a", "b"] };
      run?.step({ image, mask, strong: [], students: ["student"], cases }, at, kit);
      const counts = mask.flatten().oneHot(3).sum([0]).clampMax(32).toArray();
      assert.deepEqual(filled(run).toArray(), Array.from(counts as bigint[], Number));
      next?.restore?.(stateOf(run));
      assert.deepEqual(filled(next).toArray(), filled(run).toArray());
      const features = [run, next].map((one) => stateOf(one)["memory-features"] as Tensor);
      assert.ok(features[0]?.equal(features[1] as Tensor));
      assert.ok(features[0]?.abs().sum().itemNumber() !== 0);
    });
    for (const one of [run, next]) one?.dispose?.();
    for (const member of members) member.dispose();
  }));
