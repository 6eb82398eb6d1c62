// Serves a dataset's studio until it is killed; tells its URL when it listens. `node serve-studio.js SCANS BYTES`, of which a scan is shown whole.
import { writeFileSync } from "node:fs";
import { startStudio } from "../../src/studio/server.js";
import { ASSETS } from "./requests.js";

const [, , scans = "", largest = ""] = process.argv;
const options = { cacheFolder: null, classNames: ["a"], layout: "images-labels", largest: Number(largest) } as const;
const { url } = await startStudio(scans, { ...options, assets: ASSETS });
writeFileSync(1, `${url}\n`);
