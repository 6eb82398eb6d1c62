// Windows to look through: the range of intensities from black to white. Scans in Hounsfield units have those of radiology.

/** The lowest intensity of air and bone alike is told from other scans' by this: no other modality stores such values. */
const AIR = -500;

/** Names with their ranges; the first is the one that a scan opens with. */
export function windowsOf(
  found: readonly [low: number, high: number],
  image: ArrayLike<number>,
): readonly { readonly name: string; readonly range: readonly [low: number, high: number] }[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < image.length; at++) {
    const voxel = image[at] as number;
    if (voxel < low) low = voxel;
    if (voxel > high) high = voxel;
  }
  const common = [
    { name: "most intensities", range: found },
    { name: "all intensities", range: [low, high] as const },
  ];
  if (low > AIR) return common;
  return [
    ...common,
    { name: "soft tissue", range: [-160, 240] as const },
    { name: "lung", range: [-1350, 150] as const },
    { name: "bone", range: [-450, 1050] as const },
    { name: "brain", range: [0, 80] as const },
  ];
}
