/** A rank of a training, started by ranks.ts: node rank.js SCENARIO SETTINGS. What it comes to is told to the parent. */
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assertNoLeaks, setThreads, TorchError } from "@mandn/torch";
import { type Peers, type Place, ProcessGroup, peersOf, placeFromEnvironment } from "@mandn/torch/distributed";
import { methodOf } from "../../src/methods/index.js";
import { RunFolder } from "../../src/run/folder.js";
import { train } from "../../src/training/session.js";
import type { CropRequest } from "../../src/training/trainer.js";
import { SmallScans } from "../small-scans.js";
import { type Fault, type Outcome, type Seen, type SharedRun, sharedPlan, trainTogether } from "./shared-training.js";

const place = placeFromEnvironment() as Place;
const [, , scenario = "", text = "null"] = process.argv;
const settings = JSON.parse(text);

/** Tells the parent, where there is one, and waits until it is sent. */
async function tell(report: unknown): Promise<void> {
  if (process.send === undefined) return;
  await new Promise<void>((resolve, reject) => {
    process.send?.(report, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

const scenarios: Record<string, (peers: Peers) => Promise<void>> = {
  /** Trains by one method after the other, each rank with its part of the batches. */
  async methods(peers) {
    const found: Record<string, Outcome> = {};
    for (const name of settings) found[name] = await trainTogether(name, peers);
    await tell(found);
  },
  /** Each rank forms the loss of its own crops, and the gradients' mean counts: what data parallelism commonly is. */
  async ownLosses(peers) {
    const { meanGradients } = peers;
    await tell(await trainTogether(settings, { ...peers, sum() {}, sumGradients: meanGradients }));
  },
  /** With batch norm, which sees each rank's crops alone. */
  async norms(peers) {
    await tell(await trainTogether(settings, peers, { norm: true }));
  },
  /** A run in a folder, from where it is to its end, or until it is stopped or a fault happens. */
  async run(peers) {
    setThreads(1);
    const { folder, stop, fault }: SharedRun = settings;
    const plan = sharedPlan();
    const { labelled, unlabelled, validation } = plan.dataset;
    const ending = new AbortController();
    const onStep = (step: number) => {
      if (stop?.rank === place.rank && stop.step === step) ending.abort("enough");
      if (fault?.rank === place.rank && fault.step === step) happen(folder, fault);
    };
    using scans = new WatchedScans([...labelled, ...unlabelled, ...validation], onStep);
    await train(new RunFolder(folder), plan, methodOf(plan), scans, { peers, signal: ending.signal });
  },
};

/** Scans that tell of each step, in every rank. */
class WatchedScans extends SmallScans implements Disposable {
  constructor(
    ids: readonly string[],
    private readonly onStep: (step: number) => void,
  ) {
    super(ids);
  }

  override draw(request: CropRequest): ReturnType<SmallScans["draw"]> {
    this.onStep(request.step);
    return super.draw(request);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function happen(folder: string, { kind, ms = 0, device = "", once = false }: Fault): void {
  if (once && existsSync(join(folder, "fault"))) return;
  writeFileSync(join(folder, "fault"), String(Date.now()));
  const link = (state: "up" | "down") => execFileSync("ip", ["link", "set", device, state]);
  const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  if (kind === "kill" || kind === "stop") process.kill(process.pid, kind === "kill" ? "SIGKILL" : "SIGSTOP");
  else if (kind === "cut") link("down");
  else if (kind === "interrupt") {
    link("down");
    wait();
    link("up");
  } else if (kind === "throw") throw new Error("no more of this");
  else wait();
}

await assertNoLeaks(async () => {
  const group = await ProcessGroup.join(place, {
    backend: "gloo",
    signature: "",
    timeoutSeconds: settings?.timeoutSeconds ?? 60,
  });
  try {
    await scenarios[scenario]?.(peersOf(group));
    await group.close();
  } catch (error) {
    const { code, reason, peer, message } = error as TorchError;
    const seen: Seen =
      error instanceof TorchError ? { code, reason, rank: peer?.rank, words: peer?.message, message } : { message };
    await tell(seen);
    process.exitCode = 1;
    await group.close(message);
  }
});
process.disconnect?.(); // torchrun is told nothing
