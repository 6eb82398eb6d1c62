// What a run was asked for when it was planned: every option as it was given. Asked for again with other options, `mn run` says which
// differ, instead of going on with what was asked for at first.
import { dirname, resolve } from "node:path";
import type { Dataset } from "@mandn/imaging";
import { isOwnNetwork } from "@mandn/models";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** The options that decide a run, by their names in functions; on the command line `officialFold` is `--official-fold`. */
const ASKED = [
  "preset",
  "method",
  "labelled",
  "validation",
  "test",
  "officialFold",
  "classNames",
  "labelFile",
  "network2d",
  "network3d",
  "loss",
  "budget",
  "device",
  "seed",
  "layout",
  "fold",
  "baseFolder",
  "from",
  "folds",
  "slices",
  "labels",
] as const;

type Options = Readonly<Partial<Record<(typeof ASKED)[number], unknown>>>;

/** `request.json`. */
export const requestSchema = z.strictObject({
  version: z.literal(1),
  dataset: z.string().min(1).describe("the folder or list that was given"),
  options: z.partialRecord(z.enum(ASKED), z.json()).describe("as they were given; the others had their defaults"),
});

export type Request = z.infer<typeof requestSchema>;

/** What is asked for, to be kept. */
export function requestOf(dataset: string, options: Options): Request {
  const given = ASKED.flatMap((name) =>
    options[name] === undefined ? [] : [[name, located(name, options[name])] as const],
  );
  return requestSchema.parse({ version: 1, dataset: resolve(dataset), options: Object.fromEntries(given) });
}

/** An option's value; a path is absolute, so that it is the same from every folder. */
function located(name: (typeof ASKED)[number], value: unknown): unknown {
  if (typeof value !== "string") return value;
  const isPath =
    name === "baseFolder" ||
    name === "from" ||
    name === "labels" ||
    name === "test" ||
    name === "loss" ||
    ((name === "network2d" || name === "network3d") && isOwnNetwork(value));
  return isPath ? resolve(value) : value;
}

/** The run that is there. */
export interface Planned {
  readonly plan: Plan;
  readonly dataset: Dataset;
  /** Undefined for a run of an earlier version: the plan says then what it can. */
  readonly request: Request | undefined;
  /** Its plan's path. */
  readonly path: string;
}

/**
 * Makes sure that what is asked for now is what the run was planned for. Options that are not given now are not compared.
 *
 * @throws MnError `"run"` with every option that differs
 */
export function assertAsked({ dataset, options }: Request, { plan, dataset: found, request, path }: Planned): void {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const given = ASKED.filter((name) => options[name] !== undefined && !(name === "device" && options[name] === "auto"));
  const differing = given.flatMap((name) => {
    const before = request === undefined ? undefined : located(name, request.options[name]);
    const effective = effects(plan, found)[name] ?? [];
    if (same(before, options[name]) || (before === undefined && effective.some((one) => same(one, options[name]))))
      return [];
    return [difference(flagOf(name), before ?? effective[0], options[name])];
  });
  if (!isSameDataset(dataset, found.root))
    differing.unshift(difference("dataset", request?.dataset ?? found.root, dataset));
  if (differing.length === 0) return;
  const remedy = "Take another folder for another run.";
  throw new MnError("run", `the run was planned ${differing.join("; ")}`, { path, remedy });
}

/** A list of a dataset and the folder that it lies in are the same. */
function isSameDataset(given: string, root: string): boolean {
  const listIn = (list: string, folder: string) => /\.(json|csv)$/i.test(list) && dirname(list) === folder;
  return given === root || listIn(given, root) || listIn(root, given);
}

/** What the plan and the dataset show of options that were not given, or not kept: values that change nothing. */
function effects(
  plan: Plan,
  { layout, cases }: Dataset,
): Readonly<Partial<Record<(typeof ASKED)[number], readonly unknown[]>>> {
  const { labelled, validation, test, classes } = plan.dataset;
  const networks = (view: "slices" | "volume") =>
    Object.values(plan.members).flatMap((member) => (member.view === view ? [member.network] : []));
  return {
    preset: [plan.preset],
    method: [plan.method.name],
    labelled: [labelled.length, labelled.length + validation.length],
    validation: [validation.length],
    test: [test.length],
    classNames: [classes.slice(1).map(({ name }) => name)],
    network2d: networks("slices"),
    network3d: networks("volume"),
    loss: plan.training.loss === undefined ? [] : [plan.training.loss.path],
    budget: plan.training.budget === undefined ? [] : [plan.training.budget.seconds],
    device: [plan.device],
    seed: [plan.seed],
    layout: [layout],
    from: plan.start === undefined ? [] : [plan.start.run],
    slices: cases.flatMap(({ channels }) => channels.flatMap(({ slices }) => slices ?? [])).slice(0, 1),
  };
}

function difference(flag: string, before: unknown, now: unknown): string {
  const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return `${before === undefined ? `without ${flag}` : `with ${flag} ${shown(before)}`}, and ${shown(now)} is asked now`;
}

const flagOf = (name: string) => name.replace(/([a-z])([A-Z0-9])/g, "$1-$2").toLowerCase();
