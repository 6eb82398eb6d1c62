// Which scan is for what: labelled, unlabelled, validation, test, drawn by the seed where the dataset does not say it.
// Folds of a cross-validation and of the preset `official` are made here too.

import { createHash } from "node:crypto";
import { someOf } from "@mandn/base";
import { type Case, type Dataset, suggestValidation } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** Which scan is for what. */
export type Roles = Pick<Plan["dataset"], "labelled" | "unlabelled" | "validation" | "test" | "unlabelledHoldsTest">;

export interface RoleOptions {
  /** So many labelled scans, the first by id or of a list, stay labelled; the masks of the others are not used. Default: all. */
  readonly labelled?: number;
  /**
   * So many labelled scans, the last by id or of a list, become the test set of a dataset that has none; or the scans of these ids.
   * Default: 0.
   */
  readonly test?: number | readonly string[];
  /** So many of the labelled scans become validation scans. Default: a fifth (at most 10) where 8 or more are labelled. */
  readonly validation?: number;
  /** Of the five folds of the preset `official`, whose parts rotate. Default: 1. */
  readonly officialFold?: number;
  /** So many folds: of each labelled scan that is not for the test, one fold does not see the mask in training. */
  readonly folds?: number;
  /** The fold, from 1, whose scans are validation scans. Default: 1. */
  readonly heldOut?: number;
  readonly seed: number;
}

/** From so many labelled scans on some are kept for validation. */
const ENOUGH_FOR_VALIDATION = 8;
const MOST_VALIDATION = 10;

/** The roles, and why, by the paths of a plan. */
export interface RoleChoice {
  readonly roles: Roles;
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * The roles of the preset `clean`. The dataset's own test and validation scans keep their roles. Training scans without a
 * mask, or whose mask `labelled` takes away, are unlabelled. Scans go by id, or in the order of their authors' list where the
 * dataset has one.
 *
 * @throws MnError `"data"` when there are not the labelled scans asked for, `"usage"` when the dataset already says what an
 * option asks for.
 */
export function cleanRoles(dataset: Dataset, options: RoleOptions): RoleChoice {
  if (options.officialFold !== undefined) {
    const remedy = "Leave out --official-fold, or give --preset official.";
    throw new MnError("usage", "Folds are of the preset official.", { remedy });
  }
  const { cases, withMask, given, inOrder, order } = sorted(dataset);
  const reasons: Record<string, string> = {};

  if (options.test !== undefined && given.test.length > 0) throw alreadyGiven("test", given.test.length);
  const asked = askedForTest(dataset, withMask, options.test ?? 0);
  if (asked.length >= withMask.length) throw tooFew(`${asked.length} test scans and a labelled one`, withMask.length);
  const test = asked.length > 0 ? asked : given.test;
  if (typeof options.test === "object") reasons["dataset.test"] = "those that were named";
  else if (asked.length > 0)
    reasons["dataset.test"] = `the last ${asked.length} of ${withMask.length} scans with a mask, ${order}`;
  else if (test.length > 0) reasons["dataset.test"] = "as the dataset says";

  const pool = withMask.filter((id) => !asked.includes(id));
  const count = options.labelled ?? pool.length;
  if (count < 1 || count > pool.length) throw tooFew(`${count} labelled scans`, pool.length);
  const stays = pool.slice(0, count);
  const stripped = pool.slice(count);

  const chosen = validationScans(dataset, stays, given.validation, options);
  const validation = { ...chosen, ids: inOrder(chosen.ids) };
  reasons["dataset.validation"] = validation.reason;
  const labelled = stays.filter((id) => !validation.ids.includes(id));
  if (labelled.length === 0) throw tooFew(`${validation.ids.length} validation scans and a labelled one`, stays.length);
  reasons["dataset.labelled"] =
    stripped.length > 0
      ? `the first ${count} of ${pool.length} training scans with a mask, ${order}; the other masks are not used`
      : "every training scan with a mask";

  const bare = cases.filter(({ split, label }) => split === "train" && label === undefined).map(({ id }) => id);
  const unlabelled = inOrder([...bare, ...stripped]);
  const pools = [
    ...(bare.length > 0 ? [`${bare.length} training scans without a mask`] : []),
    ...(stripped.length > 0 ? [`${stripped.length} whose masks are not used`] : []),
  ];
  reasons["dataset.unlabelled"] =
    pools.length === 0 ? "there is none" : `${pools.join(" and ")}; no validation or test scan among them (inductive)`;
  return {
    roles: { labelled, unlabelled, validation: validation.ids, test: [...test], unlabelledHoldsTest: false },
    reasons,
  };
}

/**
 * The roles of the reference code: scans with a mask by id, or in the order of their authors' list; the first 75 % for training,
 * of them the first `labelled` with their masks, 5 % for validation, 20 % for test; in the folds 2 to 5 these parts lie 20 %
 * further on each, past the end from the start. Every scan that is not labelled is in the unlabelled pool. Where the dataset has a
 * split of its own, that stands.
 *
 * @throws MnError as {@link cleanRoles}.
 */
export function officialRoles(dataset: Dataset, options: RoleOptions): RoleChoice {
  const { cases, withMask, given, order } = sorted(dataset);
  for (const role of ["test", "validation", "folds"] as const) {
    if (options[role] === undefined) continue;
    const remedy = `Leave out --${role}, or use the preset clean.`;
    throw new MnError("usage", "The preset official fixes the split.", { remedy });
  }
  const isSplit = given.test.length + given.validation.length > 0;
  const { officialFold: fold = 1 } = options;
  if (isSplit && options.officialFold !== undefined) {
    const remedy = "Leave out --official-fold.";
    throw new MnError("usage", "The dataset already says its split.", { remedy });
  }
  if (!Number.isInteger(fold) || fold < 1 || fold > FOLDS) {
    const remedy = `Give one of 1 to ${FOLDS}.`;
    throw new MnError("usage", `There is no fold ${fold}.`, { remedy });
  }
  const folded = foldOf(withMask, fold);
  const train = isSplit ? withMask : folded.train;
  const validation = isSplit ? given.validation : folded.validation;
  const test = isSplit ? given.test : folded.test;
  const count = options.labelled ?? train.length;
  if (count < 1 || count > train.length) throw tooFew(`${count} labelled scans`, train.length);
  const labelled = train.slice(0, count);
  const unlabelled = cases.map(({ id }) => id).filter((id) => !labelled.includes(id));
  const split = isSplit
    ? "as the dataset says"
    : `${order}, fold ${fold} of ${FOLDS}: 75 % of ${withMask.length} scans with a mask for training, 5 % for validation, 20 % for test`;
  return {
    roles: { labelled, unlabelled, validation, test, unlabelledHoldsTest: validation.length + test.length > 0 },
    reasons: {
      "dataset.labelled": `the first ${count} of the ${train.length} training scans`,
      "dataset.unlabelled":
        "every scan that is not labelled, also those of validation and test, as in the reference code (transductive)",
      "dataset.validation": split,
      "dataset.test": split,
    },
  };
}

const byId = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const FOLDS = 5;

/** Scans from one twentieth of the list to another; the reference code's parts end on twentieths. */
function foldOf(ids: readonly string[], fold: number) {
  const part = (from: number, to: number): string[] =>
    to > 20
      ? [...part(from, 20), ...part(0, to - 20)]
      : ids.slice(Math.floor((from / 20) * ids.length), Math.floor((to / 20) * ids.length));
  const start = 4 * (fold - 1);
  const after = (twentieths: number) => (start + twentieths) % 20;
  return {
    train: part(start, start + 15),
    validation: part(after(15), after(15) + 1),
    test: part(after(16), after(16) + 4),
  };
}

/** Cases in order, those for training that have a mask, and the roles that the dataset gives. */
function sorted(dataset: Dataset) {
  const isListed = dataset.ordered === true;
  const cases = isListed ? [...dataset.cases] : [...dataset.cases].sort((a, b) => byId(a.id, b.id));
  const place = new Map(cases.map(({ id }, i) => [id, i]));
  const ids = (wanted: (one: Case) => boolean) => cases.filter(wanted).map(({ id }) => id);
  const withMask = ids(({ split, label }) => split === "train" && label !== undefined);
  if (withMask.length === 0) {
    const remedy = "Put masks of some scans beside them, named as the scans are; a few are enough.";
    throw new MnError("data", "no training scan has a mask", {
      path: dataset.root,
      remedy,
    });
  }
  return {
    cases,
    withMask,
    inOrder: (some: readonly string[]) => some.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
    order: isListed ? "in the order of the list" : "by id",
    given: {
      validation: ids(({ split, label }) => split === "validation" && label !== undefined),
      test: ids(({ split }) => split === "test"),
    },
  };
}

/** Of the scans with a mask those that become the test set. @throws MnError `"data"` where one that is named has no mask */
function askedForTest(
  { root }: Dataset,
  withMask: readonly string[],
  asked: number | readonly string[],
): readonly string[] {
  if (typeof asked === "number") return asked > 0 ? withMask.slice(-asked) : [];
  const missing = asked.filter((id) => !withMask.includes(id));
  if (missing.length === 0) return withMask.filter((id) => asked.includes(id));
  throw new MnError(
    "data",
    `has no mask of ${someOf(missing)}, which ${missing.length === 1 ? "is" : "are"} to be for the test`,
    {
      path: root,
      caseIds: missing,
      remedy: "Put the masks back, or give a number of test scans.",
    },
  );
}

function validationScans(
  dataset: Dataset,
  labelled: readonly string[],
  given: readonly string[],
  { validation, folds, heldOut = 1, seed }: RoleOptions,
): { readonly ids: string[]; readonly reason: string } {
  if (folds !== undefined) {
    if (given.length > 0) throw alreadyGiven("validation", given.length, "--folds");
    return foldScans(labelled, { validation, folds, heldOut, seed });
  }
  if (given.length > 0) {
    if (validation !== undefined) throw alreadyGiven("validation", given.length);
    return { ids: [...given], reason: "as the dataset says" };
  }
  const isEnough = labelled.length >= ENOUGH_FOR_VALIDATION;
  const count = validation ?? (isEnough ? Math.min(MOST_VALIDATION, Math.round(labelled.length / 5)) : 0);
  if (count >= labelled.length && count > 0)
    throw tooFew(`${count} validation scans and a labelled one`, labelled.length);
  const pool = dataset.cases.filter(({ id }) => labelled.includes(id));
  const chosen =
    count === 0 ? [] : suggestValidation({ ...dataset, cases: pool }, { fraction: count / pool.length, seed }).cases;
  const ids = chosen.filter(({ split }) => split === "validation").map(({ id }) => id);
  if (validation !== undefined) return { ids, reason: `${count} of ${labelled.length} labelled scans, as asked` };
  const reason = isEnough
    ? `a fifth of ${labelled.length} labelled scans, at most ${MOST_VALIDATION}, drawn by the seed`
    : `none: ${labelled.length} labelled scans are too few to spare one (from ${ENOUGH_FOR_VALIDATION} on a fifth is kept)`;
  return { ids, reason };
}

/** The labelled scans that a fold does not learn from: every so many-th in an order that the seed and their ids give. */
function foldScans(
  labelled: readonly string[],
  given: Required<Pick<RoleOptions, "folds" | "heldOut" | "seed">> & Pick<RoleOptions, "validation">,
): { readonly ids: string[]; readonly reason: string } {
  const { validation, folds, heldOut, seed } = given;
  if (validation !== undefined) {
    const remedy = "Leave out --validation: in each fold the scans that it does not learn from are for validation.";
    throw new MnError("usage", "Folds have validation scans of their own.", { remedy });
  }
  if (folds < 2 || labelled.length < folds)
    throw tooFew(`${folds} folds of 2 or more, with a scan each`, labelled.length);
  const rank = (id: string) => createHash("sha256").update(`${seed}\0${id}`).digest("hex");
  const ranked = labelled.map((id) => ({ id, rank: rank(id) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const ids = ranked.filter((_, i) => i % folds === heldOut - 1).map(({ id }) => id);
  return { ids: ids.sort(), reason: `fold ${heldOut} of ${folds}, drawn by the seed: it does not learn from them` };
}

function alreadyGiven(role: string, count: number, flag = `--${role}`): MnError {
  const remedy = `Leave out ${flag}.`;
  return new MnError("usage", `The dataset already says which ${count} scans are for ${role}.`, { remedy });
}

function tooFew(wanted: string, found: number): MnError {
  const remedy = "Ask for fewer, or add masks.";
  return new MnError("data", `${wanted} are asked for, and ${found} scans have a mask for that.`, { remedy });
}
