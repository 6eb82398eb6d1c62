// What the studio refuses: an error with the status of its reply. Errors of the rooms above become one here, so that the page is told
// what mends them.

import { type CodedError, FileError } from "@mandn/base";
import { ImagingError } from "@mandn/imaging";
import type { Refusal } from "@mandn/studio/api";
import { RunsError } from "@mandn/studio/runs";
import { TorchError } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { OtherVersion } from "../run/labels-folder.js";

/** 400 malformed, 401 no cookie, 403 not from this page, 404 not there, 409 not now, 412 another version, 413 too large, 422 no class. */
export type Status = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 500;

/** A request that is refused, by the status of the reply. */
export class Refused extends MnError {
  constructor(
    readonly status: Status,
    fault: string,
    remedy?: string,
    /** Of the label that is saved now, where that is why. */
    readonly version: number | null = null,
  ) {
    super("usage", fault, remedy === undefined ? {} : { remedy });
  }
}

/** The refusal that an error comes to; undefined for one that nobody foresaw. */
export function refusalOf(error: unknown): { readonly status: Status; readonly body: Refusal } | undefined {
  const told = (status: Status, { sentence, remedy }: CodedError, version: number | null = null) => ({
    status,
    body: { fault: sentence, remedy: remedy ?? null, version },
  });
  if (error instanceof Refused) return told(error.status, error, error.version);
  if (error instanceof OtherVersion) return told(412, error, error.version);
  if (error instanceof RunsError) return told(400, error);
  if (error instanceof z.ZodError) {
    return { status: 400, body: { fault: z.prettifyError(error), remedy: null, version: null } };
  }
  const isOurs = [MnError, ImagingError, TorchError, FileError].some((kind) => error instanceof kind);
  return isOurs ? told(409, error as CodedError) : undefined;
}
