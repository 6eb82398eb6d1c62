/**
 * A run by a method of one's own: the entropy of a network's masks must become small, on unlabelled crops too.
 * Grandvalet and Bengio 2004, "Semi-supervised learning by entropy minimization".
 *
 *     npx tsc -b && node examples/dist/own-method.js SCANS RUN [EPOCHS]
 */
import type { Tensor } from "@mandn/torch";
import { plan, run } from "mandn";
import { writePlan } from "mandn/plan";
import { defineMethod, registerMethod, supervisedLoss } from "mandn/training";
import { z } from "zod";

const entropy = defineMethod({
  name: "least-entropy",
  title: "Least entropy",
  summary: "a network learns from labels, and to be sure of what it predicts",
  cite: {
    authors: "Y. Grandvalet, Y. Bengio",
    title: "Semi-supervised Learning by Entropy Minimization",
    year: 2004,
    url: "https://papers.nips.cc/paper/2004/file/96f2b50b5d3613adf9c27049b2a888c7-Paper.pdf",
  },
  settings: z.strictObject({ weight: z.number().nonnegative().describe("of the entropy") }),
  presets: { clean: { settings: { weight: 0.1 } }, official: { settings: { weight: 0.1 } } },
  needsUnlabelled: true,
  members: () => [{ name: "network", title: "3D network", view: "volume", learns: "gradient" }],
  stages: () => [{ name: "training", until: 1 }],
  steps: (_at, _settings, { updatesPerEpoch }) =>
    Array.from({ length: updatesPerEpoch }, () => ({ labelled: 1, unlabelled: 1, students: ["network"] })),
  predictors: () => ({ network: ["network"] }),
  begin: ({ weight }) => ({
    step: ({ image, mask }, { place }, kit) => {
      const network = kit.member("network");
      const rising = kit.scalar(weight * place); // an input: as a number it would be recorded as it was the first time
      const loss = (crops: Tensor, masks: Tensor, share: Tensor) => {
        const logits = kit.logits(network, crops); // the unlabelled crop comes first
        const { total: supervised } = supervisedLoss(logits.narrow(0, 1, 1), masks);
        const entropy = logits.softmax(1).mul(logits.logSoftmax(1)).sum([1]).mean().neg();
        return { loss: supervised.add(entropy.mul(share)), supervised, entropy };
      };
      return kit.minimise([{ of: network, key: "", inputs: [image, mask, rising], loss }]);
    },
  }),
});

registerMethod(entropy);
const [scans = "scans", out = "out", epochs = "100"] = process.argv.slice(2);
const { training, ...others } = await plan(scans, out, { method: "least-entropy", test: 2 });
await writePlan(out, { ...others, training: { ...training, epochs: Number(epochs) } });
const { report } = await run(scans, out); // by the plan that is there
console.log(`Report: ${report}`);
