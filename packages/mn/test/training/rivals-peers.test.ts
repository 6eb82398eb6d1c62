/** One step of UA-MT, CPS, MCF, CAML and DualFete equals an independent statement of its formulas in PyTorch. */
import { cat, fromTypedArray, setThreads, zeros } from "@mandn/torch";
import { CrossAttention } from "../../src/methods/cross-attention.js";
import { wave } from "./formulas.js";
import { CLASSES, fixture, type Step, type StepOptions, testStep } from "./rival-steps.js";

setThreads(1);

const { steps } = fixture("rivals-peers") as { readonly steps: Readonly<Record<string, Step>> };

/** What CAML remembers of a third labelled case: see `remembered` in parity/mn/rivals_peers.py. */
const DRAWN = { drawn: 8, kept: 16, compared: 6 };
const remembered = () => {
  const features = wave([1, CLASSES, DRAWN.kept, 32], 5);
  const counts = fromTypedArray(Float32Array.of(40, 10, 1), [1, CLASSES]);
  return {
    "memory-features": cat([zeros([2, CLASSES, DRAWN.kept, 32]), features]),
    "memory-counts": cat([zeros([2, CLASSES]), counts]),
  };
};

const ofCaml: StepOptions = {
  settings: DRAWN,
  furtherCases: ["g"],
  state: remembered,
  prepare(module) {
    if (!(module instanceof CrossAttention)) return;
    for (const [, layer] of module.namedModules()) if ("dropout" in layer) Object.assign(layer, { dropout: 0 });
  },
};

const OPTIONS: Readonly<Record<string, StepOptions>> = {
  caml: ofCaml,
  dualfete: { batch: { unlabelled: 2, labelled: 2, strong: 2 } },
};

for (const [title, wanted] of Object.entries(steps)) {
  const [name, kind] = title.split(" ") as [string, string];
  const other = { first: "second", second: "first" } as Readonly<Record<string, string>>;
  const own = OPTIONS[name] ?? {};
  testStep(
    name,
    kind === "exchanged" ? "with the networks exchanged" : `with the ${kind} loss of labelled crops`,
    wanted,
    {
      ...own,
      settings: {
        ...own.settings,
        supervised: kind === "common" ? "common" : "reference",
      },
      prefix: (spec) => `${kind === "exchanged" ? other[spec.name] : spec.name}.`,
    },
  );
}
