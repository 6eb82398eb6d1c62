// What segments are, in the codes that archives understand: SNOMED CT's for organs and findings, by the names that people give to
// classes. parity/imaging/segmentations.py holds each against pydicom's dictionary.
import { capitalised } from "@mandn/base";
import type { Color } from "../volume.js";

/** A concept of a coding scheme. */
export interface CodedConcept {
  readonly value: string;
  /** `"SCT"` (SNOMED CT), `"DCM"`, `"99LOCAL"`. */
  readonly scheme: string;
  readonly meaning: string;
}

/** What a segment is (PS3.3 C.8.20.2). */
export interface SegmentCodes {
  readonly category: CodedConcept;
  readonly type: CodedConcept;
  /** Which side. */
  readonly modifier?: CodedConcept;
}

const sct = (value: string, meaning: string): CodedConcept => ({ value, scheme: "SCT", meaning });

const ANATOMY = sct("91723000", "Anatomical Structure");
const ABNORMAL = sct("49755003", "Morphologically Abnormal Structure");
const TISSUE = { category: sct("85756007", "Tissue"), type: sct("85756007", "Tissue") };
const SIDES = { left: sct("7771000", "Left"), right: sct("24028007", "Right") } as const;

/** SNOMED CT's code of each structure, and its meaning there where that is not the name. */
const STRUCTURES: Readonly<Record<string, string>> = {
  aorta: "15825003",
  "adrenal gland": "23451007",
  bladder: "89837001",
  bone: "272673000",
  brain: "12738006",
  colon: "71854001",
  duodenum: "38848004",
  esophagus: "32849002",
  femur: "71341001",
  gallbladder: "28231008",
  heart: "80891009",
  hippocampus: "5366008",
  "inferior vena cava": "64131007",
  kidney: "64033007",
  "left atrium": "82471001",
  "left ventricle": "87878005",
  liver: "10200004",
  lung: "39607008",
  mandible: "91609006",
  pancreas: "15776009",
  "parotid gland": "45289007",
  "portal vein": "32764006",
  prostate: "41216001",
  "pulmonary artery": "81040000",
  "pulmonary vein": "122972007",
  rectum: "34402009",
  rib: "113197003",
  "right atrium": "73829009",
  "right ventricle": "53085002",
  skull: "89546000",
  "small intestine": "30315005",
  "spinal cord": "2748008",
  spine: "421060004",
  spleen: "78961009",
  stomach: "69695003",
  thyroid: "69748006",
  trachea: "44567001",
  uterus: "35039007",
  vertebra: "51282000",
};

const FINDINGS: Readonly<Record<string, string>> = {
  cyst: "367643001",
  edema: "79654002",
  hemorrhage: "50960005",
  lesion: "52988006",
  mass: "4147007",
  necrosis: "6574001",
  neoplasm: "108369006",
  nodule: "27925004",
};

/** Other words for the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  adrenal: "adrenal gland",
  "gall bladder": "gallbladder",
  haemorrhage: "hemorrhage",
  ivc: "inferior vena cava",
  la: "left atrium",
  lv: "left ventricle",
  oedema: "edema",
  oesophagus: "esophagus",
  ra: "right atrium",
  rv: "right ventricle",
  "thyroid gland": "thyroid",
  tumor: "neoplasm",
  tumour: "neoplasm",
  "urinary bladder": "bladder",
};

/** The codes of a class by its name, with its side: `left kidney`, `Kidney_L`; of what is not known, tissue. */
export function codesOf(name: string): SegmentCodes {
  const words = name
    .toLowerCase()
    .replaceAll(/[_\-.]+/g, " ")
    .trim();
  const whole = lookUp(words);
  if (whole !== undefined) return whole;
  const side = /^(left|right) | (left|right|l|r)$/.exec(words)?.[0].trim();
  if (side === undefined) return TISSUE;
  const found = lookUp(words.replace(new RegExp(`^${side} | ${side}$`), ""));
  if (found === undefined) return TISSUE;
  return { ...found, modifier: side.startsWith("l") ? SIDES.left : SIDES.right };
}

function lookUp(words: string): SegmentCodes | undefined {
  const name = Object.hasOwn(SYNONYMS, words) ? (SYNONYMS[words] as string) : words;
  for (const [category, table] of [
    [ANATOMY, STRUCTURES],
    [ABNORMAL, FINDINGS],
  ] as const) {
    if (!Object.hasOwn(table, name)) continue;
    return { category, type: sct(table[name] as string, capitalised(name)) };
  }
  return undefined;
}

/** Every concept of the tables, to be held against a dictionary of codes. */
export function knownConcepts(): CodedConcept[] {
  const types = [...Object.keys(STRUCTURES), ...Object.keys(FINDINGS)].map((name) => codesOf(name).type);
  return [ANATOMY, ABNORMAL, TISSUE.type, SIDES.left, SIDES.right, ...types];
}

/**
 * A colour as DICOM writes it: CIE L*a*b* under D50, each part spread over 16 bits (PS3.3 C.10.7.1.1). From sRGB by its
 * definition (IEC 61966-2-1), with Bradford's adaptation from D65.
 */
export function labOf([red, green, blue]: Color): [l: number, a: number, b: number] {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const x = (0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422;
  const y = 0.2225045 * r + 0.7168786 * g + 0.0606169 * b;
  const z = (0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [fx, fy, fz] = [f(x), f(y), f(z)];
  const spread = (value: number, low: number, high: number) =>
    Math.round((65535 * Math.min(high - low, Math.max(0, value - low))) / (high - low));
  return [spread(116 * fy - 16, 0, 100), spread(500 * (fx - fy), -128, 127), spread(200 * (fy - fz), -128, 127)];
}
