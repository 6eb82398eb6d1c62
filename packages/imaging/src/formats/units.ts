// Units of length as text headers name them (NRRD's "space units" and "units", MetaImage's DistanceUnits). ITK does not look
// at them, so what was converted is said.

const MILLIMETRES: ReadonlyMap<string, number> = new Map([
  ["mm", 1],
  ["cm", 10],
  ["m", 1000],
  ["um", 1e-3],
  ["nm", 1e-6],
]);

/**
 * How many millimetres each of some units is, 1 where none is given (`""`, `?`).
 *
 * @param notes takes what was converted, and which unit is not known and so taken for millimetres.
 */
export function millimetresOf(units: readonly string[], notes: string[]): number[] {
  const said = new Set<string>();
  const lengths = units.map((unit) => {
    if (["", "?", "none", "unknown"].includes(unit.toLowerCase())) return 1;
    const length = MILLIMETRES.get(symbolOf(unit));
    if (length === undefined) said.add(`the unit of length "${unit.slice(0, 40)}" is not known: millimetres taken`);
    else if (length !== 1) said.add(`the header gives lengths in ${unit}: converted to millimetres`);
    return length ?? 1;
  });
  notes.push(...said);
  return lengths;
}

/** `micrometers` → `um` */
function symbolOf(unit: string): string {
  const name = unit.trim().toLowerCase().replace(/^[µμ]/, "u");
  if (/^microns?$/.test(name)) return "um";
  const [, prefix, isLong] = /^(milli|centi|micro|nano|)(met(?:er|re)s?)$/.exec(name) ?? [];
  if (isLong === undefined) return name;
  return `${{ milli: "m", centi: "c", micro: "u", nano: "n" }[prefix] ?? ""}m`;
}
