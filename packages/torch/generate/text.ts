import type { Schema } from "../src/native.js";
import { type Overload, readOverloads } from "./overloads.js";
import { writeFunction, writeMethod, writeMethodType } from "./write.js";

/** The generated sources, by file name. */
export interface GeneratedText {
  /** A function for each operator of aten. */
  readonly "operators.ts": string;
  /** A method for each whose first argument is a tensor. */
  readonly "methods.ts": string;
}

/** Methods that tensor.ts writes by hand, as conveniently as Python has them. */
const handWritten: ReadonlySet<string> = new Set(["index", "indexPut_", "to"]);

const isMethod = (o: Overload) => o.schema.arguments[0]?.type === "Tensor" && o.schema.arguments[0].name === "self";

/** What src/generated holds for these schemas of a version of libtorch. */
export function generatedText(schemas: readonly Schema[], version: string): GeneratedText {
  const groups = readOverloads(schemas);
  const header = `// Generated from libtorch ${version} by generate/operators.ts: do not edit.\n`;
  const references = [...groups.values()]
    .flat()
    .map(
      (o) =>
        `const ${o.reference} = new OperatorRef(${JSON.stringify(o.schema.name)}, ${JSON.stringify(o.schema.overload)});`,
    );
  const functions = [...groups].map(([name, overloads]) => writeFunction(name, overloads));
  const methods = [...groups]
    .map(([name, overloads]) => [name, overloads.filter(isMethod)] as const)
    .filter(([name, overloads]) => overloads.length > 0 && !handWritten.has(name));
  return {
    "operators.ts": `${header}import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
import { call, type Handle } from "../native.js";
import { fits, h, ho, hs, id, isInteger, isNumberList, isOptions, isScalar, isScalarList, isTensorList, noOverload, OperatorRef, wrapAll } from "../operator.js";
import { Generator, generatorHandle } from "../random.js";
import type { Scalar } from "../scalar.js";
import { Tensor, wrap } from "../tensor.js";

type Options = Record<string, unknown> | undefined;
${references.join("\n")}

${functions.join("\n\n")}
`,
    "methods.ts": `${header}import type { Device, DType, Layout, MemoryFormat } from "../dtype.js";
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
  };
}
