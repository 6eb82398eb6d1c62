// What is known of the methods, for people: `mn methods`.
// From METHODS alone, without an engine.

import { z } from "zod";
import { METHODS, methodNamed } from "../methods/index.js";
import { type AnyMethod, aloneBecause, type Citation } from "../training/method.js";

interface MethodFacts {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** The networks that take part, as people call them. */
  readonly networks: readonly string[];
  readonly cite: Citation;
}

interface MethodDescription extends MethodFacts {
  /** Whether several processes can share its batches. */
  readonly splits: boolean;
  /** Why not, as half a sentence. */
  readonly whyNotSplit?: string;
  readonly notes: readonly string[];
  /** Its settings, with the values of the two presets as JSON. */
  readonly settings: readonly {
    readonly name: string;
    readonly clean: string;
    readonly official: string;
    readonly description: string;
  }[];
}

/** Every method, in the order of the registry. */
export function listMethods(): MethodFacts[] {
  return [...METHODS.values()].map(factsOf);
}

function factsOf(method: AnyMethod): MethodFacts {
  const { name, title, summary, cite, presets } = method;
  const { members } = method.with(presets.clean.settings);
  const networks = members.filter(({ make }) => make === undefined).map((member) => member.title);
  return { name, title, summary, networks, cite };
}

/** `A. Tarvainen et al. 2017`: enough to know which paper is meant. */
export function citedAs({ authors, year }: Citation): string {
  const [first, ...others] = authors.split(/,| and /).map((author) => author.trim());
  return `${first}${others.length > 0 && !/et al\.?$/.test(first) ? " et al." : ""} ${year}`;
}

/** @throws MnError `"usage"` for a name that no method has. */
export function describeMethod(name: string): MethodDescription {
  const method = methodNamed(name);
  const { notes = [], settings, presets, splits = false } = method;
  const whyNotSplit = aloneBecause(method);
  const { properties = {} } = z.toJSONSchema(settings) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  };
  const value = (preset: "clean" | "official", setting: string) => JSON.stringify(presets[preset].settings[setting]);
  return {
    ...factsOf(method),
    splits,
    ...(whyNotSplit !== undefined && { whyNotSplit }),
    notes,
    settings: Object.entries(properties).map(([setting, { description = "" }]) => ({
      name: setting,
      clean: value("clean", setting),
      official: value("official", setting),
      description,
    })),
  };
}
