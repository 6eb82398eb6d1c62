// Whose images a DICOM series are: the patient and the study, as elements that a file derived from it repeats. Texts are written
// in UTF-8, whatever they were in.
import { unsupported } from "./bytes.js";
import type { DicomSlice } from "./dicom-geometry.js";
import { readElements } from "./dicom-header.js";
import { type DicomElement, element, uidOf } from "./dicom-write.js";

export interface Subject {
  /** The patient's and the study's elements, those that must be there empty where the series does not have them. */
  readonly elements: readonly DicomElement[];
  readonly frameOfReference: string;
}

/** What is repeated of patient (PS3.3 C.7.1.1) and study (C.7.2.1, C.7.2.2); `needed` also where the series does not have it. */
const REPEATED = [
  { tag: 0x00080020, vr: "DA", needed: true },
  { tag: 0x00080030, vr: "TM", needed: true },
  { tag: 0x00080050, vr: "SH", needed: true },
  { tag: 0x00080090, vr: "PN", needed: true },
  { tag: 0x00081030, vr: "LO", needed: false },
  { tag: 0x00100010, vr: "PN", needed: true },
  { tag: 0x00100020, vr: "LO", needed: true },
  { tag: 0x00100030, vr: "DA", needed: true },
  { tag: 0x00100040, vr: "CS", needed: true },
  { tag: 0x00101010, vr: "AS", needed: false },
  { tag: 0x0020000d, vr: "UI", needed: true },
  { tag: 0x00200010, vr: "SH", needed: true },
] as const;

const CHARACTER_SET = 0x00080005;
const STUDY = 0x0020000d;
const FRAME_OF_REFERENCE = 0x00200052;

/** DICOM's names of character sets (PS3.3 C.12.1.1.2) by the names that decoders know. */
const CHARACTER_SETS: ReadonlyMap<string, string> = new Map([
  ["", "latin1"],
  ["ISO_IR 6", "latin1"],
  ["ISO_IR 100", "latin1"],
  ["ISO_IR 101", "iso-8859-2"],
  ["ISO_IR 109", "iso-8859-3"],
  ["ISO_IR 110", "iso-8859-4"],
  ["ISO_IR 144", "iso-8859-5"],
  ["ISO_IR 127", "iso-8859-6"],
  ["ISO_IR 126", "iso-8859-7"],
  ["ISO_IR 138", "iso-8859-8"],
  ["ISO_IR 148", "windows-1254"],
  ["ISO_IR 166", "windows-874"],
  ["ISO_IR 13", "shift_jis"],
  ["ISO_IR 192", "utf-8"],
  ["GB18030", "gb18030"],
  ["GBK", "gbk"],
  ["ISO 2022 IR 87", "iso-2022-jp"],
  ["ISO 2022 IR 149", "euc-kr"],
]);

/**
 * The patient and study of a slice.
 *
 * @throws ImagingError `"unsupported"` where it names no study, or holds texts in a character set that is not known; `"access"`,
 * `"malformed"`.
 */
export async function readSubject({ file: { path, seriesUid } }: DicomSlice): Promise<Subject> {
  const bytes = await readElements(path, [CHARACTER_SET, FRAME_OF_REFERENCE, ...REPEATED.map(({ tag }) => tag)]);
  const sets = ascii(bytes.get(CHARACTER_SET)).split("\\");
  const decode = (tag: number): string => {
    const value = bytes.get(tag);
    if (value === undefined || value.every((byte) => byte < 0x80 && byte !== 0x1b)) return ascii(value);
    const set = sets.find((name) => name !== "" && !name.endsWith("IR 6")) ?? "";
    const decoder = CHARACTER_SETS.get(set) ?? CHARACTER_SETS.get(set.replace("ISO 2022 IR", "ISO_IR"));
    if (decoder !== undefined) return new TextDecoder(decoder).decode(value).replace(/[\0 ]+$/, "");
    throw unsupported(path, `holds texts in the character set "${set}"`, "Export the series in UTF-8 (ISO_IR 192).");
  };
  if (decode(STUDY) === "") {
    const remedy = "Export the series from the archive with its study, or write masks in another format.";
    throw unsupported(path, "does not say which study it is of (0020,000D)", remedy);
  }
  const elements = REPEATED.flatMap(({ tag, vr, needed }) => {
    const value = decode(tag);
    return value === "" && !needed ? [] : [element(tag, vr, ...(value === "" ? [] : value.split("\\")))];
  });
  return {
    elements,
    // Anonymised series often lose it; one of the series' own keeps its segmentations together.
    frameOfReference: decode(FRAME_OF_REFERENCE) || uidOf(`frame of reference ${seriesUid}`),
  };
}

function ascii(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? [])
    .toString("latin1")
    .replace(/[\0 ]+$/, "");
}
