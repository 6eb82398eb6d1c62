import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Dataset } from "@mandn/imaging";
import { assertAsked, type Planned, requestOf } from "../../src/run/request.js";
import { mnError, somePlan } from "./support.js";

const dataset: Dataset = { root: "/data/scans", layout: "images-labels", recognisedBy: "", cases: [] };

const planned = (options: Parameters<typeof requestOf>[1] | undefined): Planned => ({
  plan: somePlan(),
  dataset,
  request: options && requestOf("/data/scans", options),
  path: "/run/plan.json",
});

describe("a run that is asked for again", () => {
  test("goes on with the same options, with fewer, and with those that say what holds anyway", () => {
    const options = {
      labelled: 2,
      test: 1,
      classNames: ["anterior", "posterior"],
      budget: 1800,
      layout: "images-labels",
    };
    for (const again of [options, {}, { budget: 1800 }, { seed: 0, preset: "clean", method: "mn", device: "auto" }]) {
      assertAsked(requestOf("/data/scans", again), planned(options));
    }
    for (const given of ["/data/scans/dataset.json", "/data/scans/list.csv"]) {
      assertAsked(requestOf(given, {}), planned(options));
    }
  });

  test("is refused with every option that differs, and what it was", () => {
    const options = { labelled: 2, seed: 3, budget: 60 };
    const again = { labelled: 4, seed: 3, budget: 1800, test: 20, officialFold: 2, baseFolder: "/x" };
    assert.throws(
      () => assertAsked(requestOf("/other", again), planned(options)),
      mnError(
        "run",
        "/run/plan.json",
        "with dataset /data/scans, and /other is asked now",
        "with labelled 2, and 4 is asked now",
        "with budget 60, and 1800 is asked now",
        "with test 1, and 20 is asked now",
        "without official-fold, and 2 is asked now",
        "without base-folder, and /x is asked now",
        /^(?!.*seed)/,
      ),
    );
  });

  test("of an earlier version is compared by what its plan shows", () => {
    assertAsked(
      requestOf("/data/scans", { labelled: 2, test: 1, classNames: ["anterior", "posterior"] }),
      planned(undefined),
    );
    for (const again of [{ labelled: 4 }, { test: 0 }, { classNames: ["a", "b"] }, { budget: 60 }, { layout: "csv" }]) {
      assert.throws(
        () => assertAsked(requestOf("/data/scans", again), planned(undefined)),
        mnError("run", "is asked now"),
      );
    }
  });
});
