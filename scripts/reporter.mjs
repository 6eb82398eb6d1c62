// A reporter for `node --test`: one line per file, failures in full, and a closing line with the counts.
import { relative } from "node:path";
import { inspect } from "node:util";

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  const skipped = [];
  for await (const { type, data } of events) {
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const isSuite = data.details?.type === "suite";
    const isFile = data.nesting === 0 && data.name.endsWith(".test.js");
    if (type === "test:fail") {
      const cause = data.details.error?.cause ?? data.details.error;
      if (data.details.error?.failureType === "subtestsFailed") continue;
      failed += 1;
      yield `✖ ${data.file ? `${relative(process.cwd(), data.file)}: ` : ""}${data.name}\n${inspect(cause)}\n`;
    } else if (data.skip !== undefined) {
      skipped.push(`${data.name}: ${data.skip === true ? "no reason given" : data.skip}`);
    } else if (!isSuite && !isFile) {
      passed += 1;
      yield `✔ ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    }
  }
  for (const line of skipped) yield `- skipped: ${line}\n`;
  yield `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}\n`;
}
