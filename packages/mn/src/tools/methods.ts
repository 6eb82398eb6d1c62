// What is known of the methods, for people: `mn methods`.
// From METHODS alone, without an engine.

import { z } from "zod";
import { METHODS, methodNamed } from "../methods/index.js";
import type { Citation } from "../training/method.js";

interface MethodFacts {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

interface MethodDescription extends MethodFacts {
  readonly cite: Citation;
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
  return [...METHODS.values()].map(({ name, title, summary }) => ({ name, title, summary }));
}

/** @throws MnError `"usage"` for a name that no method has. */
export function describeMethod(name: string): MethodDescription {
  const { title, summary, cite, notes = [], settings, presets } = methodNamed(name);
  const { properties = {} } = z.toJSONSchema(settings) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  };
  const value = (preset: "clean" | "official", setting: string) => JSON.stringify(presets[preset].settings[setting]);
  return {
    name,
    title,
    summary,
    cite,
    notes,
    settings: Object.entries(properties).map(([setting, { description = "" }]) => ({
      name: setting,
      clean: value("clean", setting),
      official: value("official", setting),
      description,
    })),
  };
}
