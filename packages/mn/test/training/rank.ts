/** A rank of a training, started by ranks.ts: node rank.js SCENARIO SETTINGS. What it comes to is told to the parent. */
import { assertNoLeaks } from "@mandn/torch";
import { type Peers, type Place, ProcessGroup, peersOf, placeFromEnvironment } from "@mandn/torch/distributed";
import { type Outcome, trainTogether } from "./shared-training.js";

const place = placeFromEnvironment() as Place;
const [, , scenario = "", text = "null"] = process.argv;
const settings = JSON.parse(text);

const scenarios: Record<string, (peers: Peers) => Promise<void>> = {
  /** Trains by one method after the other, each rank with its part of the batches. */
  async methods(peers) {
    const found: Record<string, Outcome> = {};
    for (const name of settings) found[name] = await trainTogether(name, peers);
    process.send?.(found);
  },
  /** Each rank forms the loss of its own crops, and the gradients' mean counts: what data parallelism commonly is. */
  async ownLosses(peers) {
    const { meanGradients } = peers;
    process.send?.(await trainTogether(settings, { ...peers, sum() {}, sumGradients: meanGradients }));
  },
};

await assertNoLeaks(async () => {
  const group = await ProcessGroup.join(place, { backend: "gloo", signature: "", timeoutSeconds: 30 });
  await scenarios[scenario]?.(peersOf(group));
  await group.close();
});
process.disconnect();
