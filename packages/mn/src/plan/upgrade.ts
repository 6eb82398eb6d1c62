/**
 * Plans and events of version 1, when there was one method with two networks of fixed names, as version 2 has them. Runs of that
 * version can be looked at, scored and predicted with; their trainings, once interrupted, cannot go on.
 */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The setting of version 1 as it is now, or the input itself where it is no plan of version 1. */
export function upgradePlan(input: unknown): unknown {
  if (!isObject(input) || input.version !== 1) return input;
  const { network2d, network3d, method, training, reasons, ...others } = input;
  if (![network2d, network3d, training].every(isObject)) return input;
  const { stage1, alternating, sampling, pseudoMaskRefreshes, weightDecay, budget, ...kept } = training as Json;
  const member = ({ name, ...own }: Json, view: string) => ({
    view,
    network: name,
    ...own,
    optimizer: { kind: "adamw", weightDecay },
  });
  const slices = { [TWO]: member(network2d as Json, "slices") };
  const volume = { [THREE]: member(network3d as Json, "volume") };
  const isMn = method === "mn";
  return {
    ...others,
    version: 2,
    method: {
      name: method,
      settings: isMn ? { stage1, alternating, sampling, pseudoMaskRefreshes } : { restart: stage1 },
    },
    members: isMn ? { ...slices, ...volume } : method === "supervised-2d" ? slices : volume,
    training: { ...kept, ...(isObject(budget) ? { budget: upgradeBudget(budget) } : {}) },
    reasons: isObject(reasons) ? upgradeReasons(reasons) : reasons,
  };
}

/** The names that the two networks had, and still have in the method M&N. */
const [TWO, THREE] = ["2d", "3d"] as const;

const upgradeBudget = ({ seconds }: Json) => ({
  seconds,
  measuredOn: "a machine that version 1 did not name",
});

const MOVED: readonly (readonly [from: RegExp, to: string])[] = [
  [/^network2d\.name$/, `members.${TWO}.network`],
  [/^network3d\.name$/, `members.${THREE}.network`],
  [/^network2d/, `members.${TWO}`],
  [/^network3d/, `members.${THREE}`],
  [/^training\.(stage1|alternating|sampling|pseudoMaskRefreshes)$/, "method.settings.$1"],
];

function upgradeReasons(reasons: Json): Json {
  const moved = (path: string) => {
    const found = MOVED.find(([from]) => from.test(path));
    return found === undefined ? path : path.replace(found[0], found[1]);
  };
  return Object.fromEntries(Object.entries(reasons).map(([path, reason]) => [moved(path), reason]));
}

/** An event of version 1 as it is now, or the input itself. */
export function upgradeEvent(input: unknown): unknown {
  if (!isObject(input)) return input;
  if (input.type === "step" && typeof input.network === "string") {
    const { time, network, update, epoch, stage, learningRate, unlabelled, loss, dice, kl, seconds } = input;
    return {
      type: "step",
      time,
      step: update,
      update,
      epoch,
      place: null,
      stage: Number(stage) - 1,
      batch: { labelled: null, unlabelled },
      members: { [network]: { rate: learningRate, terms: { loss, dice, kl } } },
      seconds,
    };
  }
  if (input.type === "length") {
    const { time, updates, epochs, seconds } = input;
    return { type: "pace", time, updates, epoch: null, place: null, epochs, until: 1, seconds };
  }
  return input;
}
