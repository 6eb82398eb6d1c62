/**
 * Training on labels alone, by the loss and the schedule of M&N: what its unlabelled scans have to beat. One network, of slices
 * or of volumes.
 */
import { z } from "zod";
import type { Plan } from "../plan/plan.js";
import type { Kit } from "../training/kit.js";
import type { Member } from "../training/member.js";
import { type Batch, defineMethod, type MemberSpec } from "../training/method.js";
import type { OwnLoss } from "../training/own-loss.js";
import { summed, type Update } from "../training/update.js";
import { diceAndKlSums, oneHot, ownLossSums } from "./losses.js";
import { CONTINUED_STAGE1, lossOfDiceAndKl, mn, network2d, network3d, seenMask } from "./mn.js";

const settings = z.strictObject({
  restart: z
    .number()
    .min(0)
    .max(1)
    .describe("the share of the run at which the learning rate starts again, as at M&N's stage 2; 1: never"),
});

function supervised(name: string, title: string, member: MemberSpec) {
  const preset = (key: Plan["preset"]) => ({
    settings: { restart: mn.presets[key].settings.stage1 as number },
    reasons: { restart: "as M&N's, so that both have the same schedule" },
  });
  return defineMethod({
    name,
    title,
    summary: `the ${member.title} alone learns, from labelled scans alone`,
    cite: mn.cite,
    settings,
    presets: { clean: preset("clean"), official: preset("official") },
    needsUnlabelled: false,
    splits: true,
    members: () => [member],
    stages: ({ restart }) =>
      restart < 1
        ? [
            { name: "first annealing", until: restart },
            { name: "second annealing", until: 1, restartsRate: true },
          ]
        : [{ name: "training", until: 1 }],
    steps: (_at, _own, { updatesPerEpoch, volumesPerBatch }) =>
      Array.from({ length: updatesPerEpoch }, () => ({
        labelled: volumesPerBatch,
        unlabelled: 0,
        students: [member.name],
      })),
    continued: ({ restart }) => ({ restart: restart < 1 ? Math.min(restart, CONTINUED_STAGE1) : restart }),
    predictors: () => ({ [member.name]: [member.name] }),
    takesLoss: true,
    begin: (_own, { loss }) => ({
      step: (batch, _at, kit) => kit.minimise([supervisedUpdate(kit.member(member.name), batch, kit, loss)]),
    }),
  });
}

/** An update by the masks of labelled crops: M&N's loss without a teacher, or one of one's own. */
export function supervisedUpdate(
  student: Member,
  batch: Pick<Batch, "image" | "mask" | "part">,
  kit: Kit,
  loss?: OwnLoss,
): Update {
  const { image, mask } = batch;
  const view = kit.view(student, batch);
  return summed({
    of: student,
    key: view.key,
    inputs: [image, mask, ...view.inputs],
    sums: (crops, masks, ...places) => {
      const target = view.see(oneHot(masks, kit.classes), places);
      const logits = kit.logits(student, view.see(crops, places));
      return loss === undefined
        ? diceAndKlSums(logits, target)
        : ownLossSums(loss, logits, seenMask(view, masks, places), target);
    },
    lossOf: lossOfDiceAndKl,
  });
}

export const supervised3d = supervised("supervised-3d", "Labels alone, 3D", network3d);
export const supervised2d = supervised("supervised-2d", "Labels alone, 2D", network2d);
