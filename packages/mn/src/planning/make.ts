// A plan from a dataset, its report, a machine and options: the preset decides, the method has its say, every setting
// gets a reason. `mn plan` writes it; `--budget` makes several (budget.ts). And the same plan for another method, so that nothing but the
// method differs between two runs that are compared.

import type { Dataset, DatasetReport, NamedLabel } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { methodNamed } from "../methods/index.js";
import { mn } from "../methods/mn.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { type AnyMethod, learners, type MemberSpec, type Method } from "../training/method.js";
import { clean } from "./clean.js";
import { fingerprint, type MaskShape } from "./fingerprint.js";
import type { OwnMultiples } from "./networks.js";
import { official } from "./official.js";
import { cleanRoles, officialRoles, type RoleOptions } from "./roles.js";
import { type Machine, type Scale, scaleFor } from "./scale.js";
import type { Decision, MemberNetworks } from "./settings.js";

export interface PlanOptions extends Partial<RoleOptions> {
  /** Default `"clean"`. */
  readonly preset?: Plan["preset"];
  /** A method's name; default `"mn"`. */
  readonly method?: string;
  /** Networks for members that see slices, and volumes, instead of the preset's, with their own default options. */
  readonly network2d?: string;
  readonly network3d?: string;
  /** What sizes those of one's own take, as `ownSizeMultiples` says; without it any size is taken to fit them. */
  readonly ownMultiples?: OwnMultiples;
  /** A loss of one's own, as the plan notes it. */
  readonly loss?: Plan["training"]["loss"];
  /** Names of the foreground classes, by rising value; or what values mean, as a label file says; default as the dataset says, or `class 1`, …. */
  readonly classNames?: readonly string[] | readonly NamedLabel[];
  readonly machine: Machine;
  /** Of the labelled scans, by the classes' values, for what is done to masks where no validation scans decide it. */
  readonly maskShapes?: ReadonlyMap<number, MaskShape>;
  /** Instead of the machine's usual one; only for `"clean"`. */
  readonly scale?: Scale;
}

/**
 * A plan from what is known of the scans: which are for what, spacing, crop, networks, schedule, augmentation, each with its
 * reason. The same arguments give the same plan.
 *
 * @param report of `checkDataset`, with the facts of every scan
 * @throws MnError `"data"` when the scans do not allow it, `"usage"` when options contradict each other.
 */
export function makePlan(dataset: Dataset, report: DatasetReport, options: PlanOptions): Plan {
  const { preset = "clean", method: name = mn.name, seed = 0, machine, scale = scaleFor(machine) } = options;
  const { network2d, network3d, ownMultiples, loss, maskShapes } = options;
  const choice = (preset === "clean" ? cleanRoles : officialRoles)(dataset, { ...options, seed });
  const { roles } = choice;
  const definition = methodNamed(name);
  if (definition.needsUnlabelled && roles.unlabelled.length === 0) {
    const remedy = "Add scans without masks, or train on labels alone: --method supervised-3d.";
    throw new MnError("data", `the method ${name} needs unlabelled scans, and there is none`, {
      path: dataset.root,
      remedy,
    });
  }
  const found = fingerprint(report, roles);
  const classes = namedClasses(classesOf(dataset, found.values), options.classNames);
  const situation = {
    fingerprint: found,
    roles,
    classes,
    machine,
    scale,
    maskShapes,
    network2d,
    network3d,
    ownMultiples,
  };
  const own = definition.presets[preset];
  const { settings, reasons } = asWanted((preset === "clean" ? clean : official)(situation), own);
  const { networks, precision, preprocessing, training, augmentation, inference } = settings;
  const method = definition.with(own.settings);
  const members = Object.fromEntries(learners(method).map((spec) => [spec.name, memberOf(spec, networks, own)]));
  const plan = {
    $schema: "./plan.schema.json",
    version: 2 as const,
    method: { name, settings: own.settings as Plan["method"]["settings"] },
    preset,
    seed,
    device: machine.device,
    precision,
    dataset: { root: dataset.root, channels: found.channels.map(({ name }) => name), classes, ...roles },
    preprocessing,
    members,
    training: { ...training, ...(loss && { loss }) },
    augmentation,
    inference,
  };
  const why = {
    device: machine.name,
    ...choice.reasons,
    ...Object.fromEntries(Object.entries(own.reasons ?? {}).map(([key, text]) => [`method.settings.${key}`, text])),
    ...(loss && { "training.loss": "as asked, in place of the method's own loss of labelled crops" }),
    ...memberReasons(method, reasons, ({ name, view }) => members[name]?.network !== networks[view].network),
  };
  return { ...plan, reasons: inOrder(why, plan) };
}

/** Why a setting is not the preset's. */
const OWN_CHOICE = "the method's own choice";

/** What a preset decides, with what the method wants otherwise of MR and of training, and windows as large as its crops. */
function asWanted(
  { settings, reasons }: Decision,
  { mrIntensity, training = {} }: AnyMethod["presets"]["clean"],
): Decision {
  const { preprocessing, inference } = settings;
  const intensity = preprocessing.intensity.map((one) => (one.kind === "window" ? one : (mrIntensity ?? one)));
  const changed = new Set(Object.keys(training).map((key) => `training.${key}`));
  if (mrIntensity !== undefined && intensity.includes(mrIntensity)) changed.add("preprocessing.intensity");
  return {
    settings: {
      ...settings,
      preprocessing: { ...preprocessing, intensity },
      training: { ...settings.training, ...training },
      inference: { ...inference, window: training.crop ?? inference.window },
    },
    reasons: Object.fromEntries(
      Object.entries(reasons).map(([path, reason]) => [path, changed.has(path) ? OWN_CHOICE : reason]),
    ),
  };
}

/** A member's entry, its own: the preset's for its view, with what the method wants otherwise. */
function memberOf(spec: MemberSpec, networks: MemberNetworks, own: AnyMethod["presets"]["clean"]): PlannedMember {
  const entry = networks[spec.view];
  const { network, learningRate = entry.learningRate, optimizer = entry.optimizer } = own;
  const named = network === undefined ? {} : { network: network.name, options: network.options };
  return structuredClone(withOwnNetwork(spec, { ...entry, ...named, learningRate, optimizer }, own));
}

/**
 * Reasons for a kind of network become those of each member that has it.
 *
 * @param hasOwn whether the method chose another network for a member
 */
function memberReasons(
  method: Method,
  reasons: Readonly<Record<string, string>>,
  hasOwn: (spec: MemberSpec) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reasons).flatMap(([path, reason]) => {
      const [view, setting] = path.split(".") as [string, string];
      if (view !== "slices" && view !== "volume") return [[path, reason]];
      return learners(method)
        .filter((spec) => spec.view === view && !(setting === "options" && hasOwn(spec)))
        .map((spec) => [
          `members.${spec.name}.${setting}`,
          setting === "network" && hasOwn(spec) ? OWN_CHOICE : reason,
        ]);
    }),
  );
}

/** Reasons in the order of the settings that they are for. */
function inOrder(reasons: Readonly<Record<string, string>>, plan: Pick<Plan, "members">): Record<string, string> {
  const [settings, members] = [Object.keys(plan), Object.keys(plan.members)];
  const place = ([path]: readonly [string, string]) => {
    const [setting, name] = path.split(".") as [string, string | undefined];
    return settings.indexOf(setting) + (setting === "members" ? members.indexOf(name ?? "") / members.length : 0);
  };
  return Object.fromEntries(Object.entries(reasons).sort((a, b) => place(a) - place(b)));
}

/** Background, and the foreground classes that the dataset declares or, where it declares none, that the masks hold. */
export function classesOf({ labels, root }: Dataset, found: readonly number[]): Plan["dataset"]["classes"] {
  const declared = Object.entries(labels ?? {}).map(([value, name]) => ({ name, value: Number(value) }));
  const ignored = declared.find(({ name }) => name === "ignore");
  if (ignored !== undefined) {
    const remedy = `Give the voxels of value ${ignored.value} a class, and remove "ignore" from the labels.`;
    throw new MnError("data", "masks with regions to ignore are not supported", {
      path: root,
      remedy,
    });
  }
  const foreground =
    labels === undefined
      ? found.filter((value) => value !== 0).map((value) => ({ name: `class ${value}`, value }))
      : declared.filter(({ value }) => value !== 0).sort((a, b) => a.value - b.value);
  if (foreground.length === 0) {
    const remedy = "Put masks there that hold something.";
    throw new MnError("data", "the masks hold nothing but background", { path: root, remedy });
  }
  return [{ name: labels?.["0"] ?? "background", value: 0 }, ...foreground];
}

/** Classes with the names that a person gives. @throws MnError `"usage"` where they do not fit */
export function namedClasses(
  classes: Plan["dataset"]["classes"],
  names: PlanOptions["classNames"],
): Plan["dataset"]["classes"] {
  const [background, ...foreground] = classes as [Plan["dataset"]["classes"][number], ...Plan["dataset"]["classes"]];
  if (names === undefined) return classes;
  const [first] = names;
  if (typeof first === "object") return [background, ...describedClasses(foreground, names as readonly NamedLabel[])];
  if (names.length !== foreground.length) {
    const found = foreground.map(({ name, value }) => `${value} (${name})`).join(", ");
    const remedy = `Give a name for each of ${found}, in this order.`;
    throw new MnError("usage", `${names.length} class names for ${foreground.length} classes.`, { remedy });
  }
  return [background, ...foreground.map(({ value }, i) => ({ name: names[i] as string, value }))];
}

/** More values may be described than the masks hold, and not fewer. */
function describedClasses(
  classes: Plan["dataset"]["classes"],
  labels: readonly NamedLabel[],
): Plan["dataset"]["classes"] {
  const unnamed = classes.map(({ value }) => value).filter((value) => !labels.some((label) => label.value === value));
  if (unnamed.length > 0) {
    const remedy = "Add them to the file, or mend the masks.";
    const message = `The label file has no name for ${unnamed.join(", ")}, which the masks hold.`;
    throw new MnError("usage", message, { remedy });
  }
  return labels
    .filter(({ value }) => classes.some((one) => one.value === value))
    .map(({ name, value, color }) => ({ name, value, color: [...color] }));
}

/** A member's entry with the network that the method's preset has for this member alone, if it has one. */
function withOwnNetwork(
  { name }: Pick<MemberSpec, "name">,
  planned: PlannedMember,
  { networks = {} }: Pick<AnyMethod["presets"]["clean"], "networks">,
): PlannedMember {
  const chosen = networks[name]?.({ name: planned.network, options: planned.options });
  return chosen === undefined ? planned : { ...planned, network: chosen.name, options: chosen.options };
}

/**
 * A plan with the same scans, sizes, schedule and networks for another method. Its settings are those of its preset; each of its
 * members has the network of the plan's member that sees a scan as it does, unless the preset has one for this member alone.
 *
 * @param sha256 of a method of one's own, what is in its file
 * @throws MnError `"usage"` for a name that no method has, or where the plan has no network that sees a scan so.
 */
export function withMethod(plan: Plan, name: string, sha256?: string): Plan {
  const definition = methodNamed(name);
  const own = definition.presets[plan.preset];
  const members = learners(definition.with(own.settings)).map((spec) => {
    const found = Object.values(plan.members).find(({ view }) => view === spec.view);
    if (found !== undefined) return [spec.name, withOwnNetwork(spec, found, own)] as const;
    const remedy = `Make a new plan: mn plan … --method ${name}.`;
    throw new MnError("usage", `The plan has no network for the ${spec.title} of ${definition.title}.`, {
      remedy,
    });
  });
  const isOfMethod = (path: string) => !path.startsWith("method.") && !path.startsWith("members.");
  return {
    ...plan,
    method: {
      name,
      settings: own.settings as Plan["method"]["settings"],
      ...(sha256 !== undefined && { sha256 }),
    },
    members: Object.fromEntries(members),
    training: { ...plan.training, ...own.training },
    reasons: Object.fromEntries(Object.entries(plan.reasons).filter(([path]) => isOfMethod(path))),
  };
}
