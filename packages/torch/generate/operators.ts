// Writes src/generated/operators.ts and src/generated/methods.ts from the schemas of the libtorch in use: `make generate`.
import { writeFileSync } from "node:fs";
import { native } from "../src/native.js";
import { generatedText } from "./text.js";

const folder = new URL("../../src/generated/", import.meta.url);
for (const [name, text] of Object.entries(generatedText(native.schemas(), native.configuration().builtForVersion))) {
  writeFileSync(new URL(name, folder), text);
  console.log(`src/generated/${name}: ${text.split("\n").length} lines`);
}
