// What pip installed, told by what is in it. Nobody can pin it beforehand, for it comes from whatever package index is configured:
// so what came first is noted, and another of the same name, version and platform is refused later.
// The files of an installed wheel: https://packaging.python.org/specifications/recording-installed-packages
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, mandnHome } from "@mandn/base";
import { readJson, writeJson } from "./storage.js";
import { setupError } from "./tools.js";

/** By name, version and platform, `torch-2.13.0+cpu cp311-cp311-manylinux_2_28_x86_64`: the SHA-256 of its list of files with theirs. */
export type Wheels = Readonly<Record<string, string>>;

/** Written by pip, not by the wheel, and so not the same everywhere. */
const OF_PIP = /\.dist-info\/(INSTALLER|REQUESTED|RECORD|direct_url\.json)$/;

/** The wheels that are installed in a folder `site-packages`. */
export function wheelsIn(folder: string): Wheels {
  const wheels: Record<string, string> = {};
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".dist-info"))) {
    const [record, about] = ["RECORD", "WHEEL"].map((file) => join(folder, name, file)) as [string, string];
    if (!existsSync(record) || !existsSync(about)) continue;
    const tags = [...readFileSync(about, "utf8").matchAll(/^Tag: *(\S+)/gm)].map(([, tag]) => tag);
    const lines = readFileSync(record, "utf8").split(/\r?\n/);
    const kept = lines.filter((line) => {
      const [, path = ""] = /^("[^"]*"|[^,]*),sha256=/.exec(line) ?? [];
      return path !== "" && !path.startsWith("..") && !OF_PIP.test(path); // programs name the folder they are installed in
    });
    wheels[`${name.slice(0, -".dist-info".length)} ${tags.join(" ")}`] = createHash("sha256")
      .update(kept.sort().join("\n"))
      .digest("hex");
  }
  return wheels;
}

const notePath = (env: Environment): string => join(mandnHome(env), "wheels.json");

function readNote(env: Environment): Record<string, unknown> {
  const note = readJson(notePath(env));
  return typeof note === "object" && note !== null ? { ...note } : {};
}

/**
 * Notes wheels that came for the first time.
 *
 * @throws TorchError `setup` for one that has other files than the first of its name, version and platform had
 */
export function noteWheels(wheels: Wheels, env: Environment): void {
  const known = readNote(env);
  const other = Object.keys(wheels).find((name) => Object.hasOwn(known, name) && known[name] !== wheels[name]);
  if (other !== undefined) {
    const path = notePath(env);
    const problem = `The package index gave another ${other} than the first time (${wheels[other]} instead of ${known[other]})`;
    throw setupError(problem, `look where it is from; if it is meant: rm ${path} && npx mandn-torch setup`, { path });
  }
  writeJson(notePath(env), { ...known, ...wheels });
}
