// Every method, by its name in a plan. A new one is its file and its line here: docs/adding-a-method.md.
// Plans, the command line and the tests of all methods go by this list.

import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import type { AnyMethod, Method } from "../training/method.js";
import { adMt } from "./ad-mt.js";
import { bcp } from "./bcp.js";
import { caml } from "./caml.js";
import { cps } from "./cps.js";
import { crossmatch } from "./crossmatch.js";
import { dtc } from "./dtc.js";
import { dualFete } from "./dualfete.js";
import { entropy } from "./entropy.js";
import { ict } from "./ict.js";
import { mcNet } from "./mc-net.js";
import { mcf } from "./mcf.js";
import { meanTeacher } from "./mean-teacher.js";
import { mn } from "./mn.js";
import { mutrel } from "./mutrel.js";
import { sassnet } from "./sassnet.js";
import { sdcl } from "./sdcl.js";
import { selfTraining } from "./self-training.js";
import { ssNet } from "./ss-net.js";
import { supervised2d, supervised3d } from "./supervised.js";
import { tracoco } from "./tracoco.js";
import { uaMt } from "./ua-mt.js";
import { fixmatch, unimatch } from "./unimatch.js";
import { urpc } from "./urpc.js";

const all: readonly AnyMethod[] = [
  mn,
  supervised3d,
  supervised2d,
  meanTeacher,
  urpc,
  mcNet,
  dtc,
  ssNet,
  sassnet,
  mutrel,
  bcp,
  unimatch,
  fixmatch,
  crossmatch,
  adMt,
  sdcl,
  entropy,
  ict,
  selfTraining,
  uaMt,
  cps,
  mcf,
  tracoco,
  caml,
  dualFete,
];

const methods = new Map(all.map((method) => [method.name, method]));

export const METHODS: ReadonlyMap<string, AnyMethod> = methods;

/**
 * Adds a method of one's own, for plans of this process.
 *
 * @throws MnError `"usage"` when another has its name.
 */
export function registerMethod(method: AnyMethod): void {
  const known = methods.get(method.name);
  if (known !== undefined && known !== method) {
    const remedy = "Give it another name.";
    throw new MnError("usage", `There is a method "${method.name}" already.`, { remedy });
  }
  methods.set(method.name, method);
}

/** Adds a method that a file of one's own holds, under the file's path. */
export function addOwnMethod(path: string, method: AnyMethod): void {
  methods.set(path, method);
}

/** @throws MnError `"usage"` for a name that no method has. */
export function methodNamed(name: string): AnyMethod {
  const method = METHODS.get(name);
  if (method !== undefined) return method;
  const remedy = `Choose one of ${[...METHODS.keys()].join(", ")}.`;
  throw new MnError("usage", `There is no method "${name}".`, { remedy });
}

/**
 * The method of a plan, with its settings.
 *
 * @throws MnError `"usage"` for a name that no method has, `"plan"` for settings that it does not allow.
 */
export function methodOf({ method: { name, settings } }: Pick<Plan, "method">): Method {
  return methodNamed(name).with(settings);
}
