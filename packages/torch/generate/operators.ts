// Writes src/generated/operators.ts (a function for each operator of aten) and src/generated/methods.ts (a method for each
// whose first argument is a tensor) from the schemas of the libtorch in use. `make generate`.
import { writeFileSync } from "node:fs";
import { native, type Schema } from "../src/native.js";
import { type Overload, readOverloads } from "./overloads.js";
import { writeFunction, writeMethod, writeMethodType } from "./write.js";

const groups = readOverloads(native.schemas() as readonly Schema[]);
const header = `// Generated from libtorch ${native.configuration().builtForVersion} by generate/operators.ts: do not edit.\n`;
const folder = new URL("../../src/generated/", import.meta.url);

const references = [...groups.values()]
  .flat()
  .map(
    (o) =>
      `const ${o.reference} = new OperatorRef(${JSON.stringify(o.schema.name)}, ${JSON.stringify(o.schema.overload)});`,
  );
const functions = [...groups].map(([name, overloads]) => writeFunction(name, overloads));
writeFileSync(
  new URL("operators.ts", folder),
  `${header}import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
import { type Handle, native } from "../native.js";
import { fits, h, ho, hs, id, isInteger, isNumberList, isOptions, isScalar, isScalarList, isTensorList, noOverload, OperatorRef, wrapAll } from "../operator.js";
import { Generator, generatorHandle } from "../random.js";
import type { Scalar } from "../scalar.js";
import { Tensor, wrap } from "../tensor.js";

const { call } = native;
type Options = Record<string, unknown> | undefined;
${references.join("\n")}

${functions.join("\n\n")}
`,
);

const isMethod = (o: Overload) => o.schema.arguments[0]?.type === "Tensor" && o.schema.arguments[0].name === "self";
const methods = [...groups]
  .map(([name, overloads]) => [name, overloads.filter(isMethod)] as const)
  .filter(([name, overloads]) => overloads.length > 0 && !handWrittenMethods().has(name));
writeFileSync(
  new URL("methods.ts", folder),
  `${header}import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
import type { Generator } from "../random.js";
import type { Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import * as operators from "./operators.js";

declare module "../tensor.js" {
  interface Tensor {
${methods.map(([name, overloads]) => writeMethodType(name, overloads)).join("\n")}
  }
}

const functions = operators as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
const methods = {
${methods.map(([name, overloads]) => writeMethod(name, overloads)).join("\n")}
};
for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
}
`,
);
console.log(`${groups.size} functions, ${methods.length} methods, ${references.length} overloads`);

/** Methods that tensor.ts writes by hand, as conveniently as Python has them. */
function handWrittenMethods(): ReadonlySet<string> {
  return new Set(["index", "indexPut_", "to"]);
}
