// The schema of an operator, as libtorch writes it: `aten::relu6(Tensor self) -> Tensor`. What its arguments are called, of what type they
// are, and what they are by default.

/** What JSON holds of a default. */
type Default = number | boolean | string | undefined | readonly Default[];

export interface SchemaArgument {
  readonly name: string;
  /** `"Tensor"`, `"Tensor?[]"`, `"SymInt[3]"`, … */
  readonly type: string;
  /** undefined: none, or None. */
  readonly default: Default;
}

export interface OperatorSchema {
  /** With its library, without the overload: `"aten::conv3d"`. */
  readonly name: string;
  readonly arguments: readonly SchemaArgument[];
  /** Whether the first argument is changed in place, and is the result. */
  readonly isInPlace: boolean;
  /** Whether everything that it returns is a tensor or a list of them. */
  readonly returnsTensors: boolean;
}

export function parseSchema(text: string): OperatorSchema {
  const open = text.indexOf("(");
  const close = closing(text, open);
  const [name] = text.slice(0, open).split(".") as [string];
  const listed = split(text.slice(open + 1, close)).filter((part) => part !== "*");
  const returned = text.slice(close + 1).replace(/^\s*->\s*/, "");
  const inner = returned.startsWith("(") ? returned.slice(1, closing(returned, 0)) : returned;
  const results = split(inner);
  return {
    name,
    arguments: listed.map(parseArgument),
    isInPlace: /^Tensor\([^)]*!/.test(listed[0] ?? ""),
    returnsTensors: results.length > 0 && results.every((result) => /^Tensor(\([^)]*\))?(\[\])?( \w+)?$/.test(result)),
  };
}

function parseArgument(text: string): SchemaArgument {
  const equals = text.indexOf("=");
  const declared = equals < 0 ? text : text.slice(0, equals);
  const space = declared.lastIndexOf(" ");
  const type = declared.slice(0, space).replace(/\([^)]*\)/, "");
  return {
    name: declared.slice(space + 1),
    type,
    default: equals < 0 ? undefined : parseDefault(text.slice(equals + 1)),
  };
}

function parseDefault(text: string): Default {
  if (text === "None") return undefined;
  if (text === "True" || text === "False") return text === "True";
  if (text.startsWith("[")) return split(text.slice(1, -1)).map(parseDefault);
  if (/^["']/.test(text)) return text.slice(1, -1);
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Where the parenthesis that opens at a place closes. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return i;
  }
  return text.length;
}

/** The parts between the commas that stand in no bracket. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === "(" || character === "[") depth++;
    if (character === ")" || character === "]") depth--;
    if (i < text.length && !(character === "," && depth === 0)) continue;
    parts.push(text.slice(start, i).trim());
    start = i + 1;
  }
  return parts.filter((part) => part !== "");
}
