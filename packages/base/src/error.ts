// The base class of every error that the packages throw on purpose: TorchError, ImagingError, MnError and FileError. An
// error is data (what it is about, what is wrong, what mends it); its message is composed here and nowhere else, so nobody
// reads codes, paths or remedies out of words.

import { visible } from "./text.js";

/** What any error may know, whatever it is about. A package's own details extend it. */
export interface ErrorDetails {
  /** What it is about, where that is not a file or folder: "Case la_001", an operator, a setting. */
  readonly subject?: string;
  /** The file or folder concerned; the subject of the message where no other is given. */
  readonly path?: string;
  /** What mends it, as one sentence. */
  readonly remedy?: string;
  /** The error that it follows from. */
  readonly cause?: unknown;
}

/** An error as data; the message is "subject: fault. remedy". */
export type ErrorData<Details extends ErrorDetails = ErrorDetails> = Details & {
  /** What is wrong, without the subject and the remedy: "is cut off after 300 bytes". */
  readonly fault: string;
};

/**
 * An error with a code that programs can tell apart, and with its details as properties; what is undefined is none.
 *
 * @typeParam Code the codes that the class has
 * @typeParam Details what it may know beside the subject, the path, the fault and the remedy
 */
export class CodedError<Code extends string = string, Details extends ErrorDetails = ErrorDetails> extends Error {
  readonly code: Code;
  declare readonly fault: string;
  declare readonly subject?: string;
  declare readonly path?: string;
  declare readonly remedy?: string;

  /** From data: the message is composed, and names subject (or path), fault and remedy once each. */
  constructor(code: Code, data: ErrorData<Details>);
  /** The same with the fault before the other data. */
  constructor(code: Code, fault: string, details?: Details);
  constructor(code: Code, told: ErrorData<Details> | string, details?: Details) {
    const { cause, ...data }: ErrorData = typeof told === "string" ? { fault: told, ...details } : told;
    super(composed(data), cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)));
  }

  /** What is wrong with what, in words: the message without the remedy. */
  get sentence(): string {
    return sentenceOf(this);
  }
}

function composed({ remedy, ...data }: ErrorData): string {
  const separator = data.fault.includes("\n") ? "\n" : " "; // after a list of faults the remedy has a line of its own
  return `${sentenceOf(data)}${remedy === undefined ? "" : `${separator}${remedy}`}`;
}

function sentenceOf({ path, subject = path, fault }: Pick<ErrorData, "subject" | "path" | "fault">): string {
  const sentence = `${subject === undefined ? "" : `${visible(subject)}: `}${fault}`;
  return /[.!?:]$/.test(sentence) || fault.includes("\n") ? sentence : `${sentence}.`;
}
