// A scan and its mask prepared in one call, for tests of what is made of both.

import {
  type Classes,
  type LabelledScan,
  type LabelledScanFiles,
  prepareMask,
  prepareScan,
} from "../src/data/prepare.js";
import type { Preprocessing } from "../src/plan/plan.js";

export async function prepareLabelledScan(
  files: LabelledScanFiles,
  preprocessing: Preprocessing,
  classes: Classes,
): Promise<LabelledScan> {
  const scan = await prepareScan(files, preprocessing);
  try {
    return { ...scan, mask: await prepareMask(files, scan, classes) };
  } catch (error) {
    scan.image.dispose();
    throw error;
  }
}
