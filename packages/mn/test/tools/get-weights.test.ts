import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { hubWeights, weightFiles } from "@mandn/models/known-weights";
import { MnError } from "../../src/errors.js";
import { downloadKnown, getWeights } from "../../src/tools/get-weights.js";
import { mnError } from "../run/support.js";
import { COMMIT, Hub, sha256 } from "./hub.js";

const root = mkdtempSync(join(tmpdir(), "mn-get-"));
after(() => rmSync(root, { recursive: true }));
let folders = 0;
const newFolder = () => join(root, `weights-${folders++}`);

const config = Buffer.from('{"model_type": "dinov2"}');
const weights = Buffer.from(Float32Array.from({ length: 300_000 }, (_, i) => Math.sin(i)).buffer);
const files = { "config.json": config, "model.safetensors": weights };

/** Weights that are known by these files. */
const known = (given: Readonly<Record<string, Uint8Array>>, pretrained: "folder" | "file" = "folder") => ({
  name: "dinov2-base",
  licence: "none",
  from: "a test",
  hub: {
    repository: "facebook/dinov2-base",
    revision: COMMIT,
    pretrained,
    sha256: Object.fromEntries(Object.entries(given).map(([name, bytes]) => [name, sha256(bytes)])),
  },
});

async function withHub(
  hub: Hub,
  body: (get: (out: string, signal?: AbortSignal) => ReturnType<typeof getWeights>) => Promise<void>,
): Promise<void> {
  try {
    await body((out, signal) => downloadKnown(known(files), { out, hubUrl: hub.url, ...(signal && { signal }) }));
  } finally {
    await hub.close();
  }
}

const isDownload = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof MnError && error.code === "download", String(error));
  assert.match(error.message, pattern);
  return true;
};

const hubOf = (given: Readonly<Record<string, Uint8Array>>, announced: Readonly<Record<string, string>> = {}) =>
  Hub.open("facebook/dinov2-base", given, announced);

describe("known weights", () => {
  test("are downloaded with their checksums and where they are from, once", async () => {
    const hub = await hubOf({ ...files, "pytorch_model.bin": Buffer.from("not wanted") });
    await withHub(hub, async (get) => {
      const out = newFolder();
      const got = await get(out);
      assert.deepEqual([got.commit, got.repository, got.pretrained], [COMMIT, hub.repository, out]);
      assert.deepEqual(readdirSync(out).sort(), ["SHA256SUMS", "config.json", "model.safetensors", "source.json"]);
      assert.ok(readFileSync(join(out, "model.safetensors")).equals(weights));
      const sums = `${sha256(config)}  config.json\n${sha256(weights)}  model.safetensors\n`;
      assert.equal(readFileSync(join(out, "SHA256SUMS"), "utf8"), sums);
      assert.equal(JSON.parse(readFileSync(join(out, "source.json"), "utf8")).commit, COMMIT);
      const asked = hub.requests.length;
      assert.deepEqual(await get(out), got);
      assert.equal(hub.requests.length, asked, "what is there is not asked for");
      writeFileSync(join(out, "model.safetensors"), Buffer.concat([weights.subarray(4), weights.subarray(0, 4)]));
      await get(out);
      assert.ok(readFileSync(join(out, "model.safetensors")).equals(weights), "what is damaged is downloaded again");
    });
  });

  test("never replace weights of somebody's own", async () => {
    await withHub(await hubOf(files), async (get) => {
      for (const name of ["model.safetensors", "config.json", "source.json", "SHA256SUMS"]) {
        const out = newFolder();
        mkdirSync(out);
        writeFileSync(join(out, name), "mine");
        await assert.rejects(get(out), mnError("usage", join(out, name), "Move away what is there"));
        assert.deepEqual([readdirSync(out), readFileSync(join(out, name), "utf8")], [[name], "mine"]);
      }
      const out = newFolder();
      mkdirSync(out);
      writeFileSync(join(out, "model.safetensors"), weights); // the same file, downloaded by hand
      assert.equal((await get(out)).files.length, 2);
    });
  });

  test("are asked for at the known commit, in the known file, and as a file where the network takes one", async () => {
    const { "config.json": _, "model.safetensors": bytes } = files;
    const hub = await hubOf({ ...files, "pytorch_model.bin": bytes });
    try {
      const out = newFolder();
      const got = await downloadKnown(known({ "pytorch_model.bin": bytes }, "file"), { out, hubUrl: hub.url });
      assert.match(hub.requests[0] ?? "", new RegExp(`/revision/${COMMIT}$`));
      assert.equal(got.pretrained, join(out, "pytorch_model.bin"));
      assert.deepEqual(readdirSync(out).sort(), ["SHA256SUMS", "pytorch_model.bin", "source.json"]);
    } finally {
      await hub.close();
    }
  });
});

describe("a download", () => {
  test("that was cut off goes on where it stopped", async () => {
    const hub = await hubOf(files);
    await withHub(hub, async (get) => {
      const out = newFolder();
      hub.cutAfter = 400_000;
      await assert.rejects(
        get(out),
        isDownload(/model\.safetensors: the download was cut off after \d+ of 1200000 bytes.*same command/),
      );
      const [partial = ""] = readdirSync(out).filter((name) => name.endsWith(".partial"));
      const { size } = statSync(join(out, partial));
      assert.ok(size > 0 && size <= 400_000, String(size));
      assert.equal(existsSync(join(out, "model.safetensors")), false);
      hub.cutAfter = undefined;
      hub.requests.length = 0;
      await get(out);
      assert.ok(
        hub.requests.some((line) => line.endsWith(`model.safetensors bytes=${size}-1199999`)),
        hub.requests.join("\n"),
      );
      assert.ok(readFileSync(join(out, "model.safetensors")).equals(weights));
      assert.deepEqual(
        readdirSync(out).filter((name) => name.startsWith(".")),
        [],
      );
    });
  });

  test("that was damaged before it went on is found out", async () => {
    const hub = await hubOf(files);
    await withHub(hub, async (get) => {
      const out = newFolder();
      hub.cutAfter = 400_000;
      await assert.rejects(get(out), isDownload(/cut off/));
      const [partial = ""] = readdirSync(out).filter((name) => name.endsWith(".partial"));
      writeFileSync(join(out, partial), Buffer.alloc(statSync(join(out, partial)).size));
      hub.cutAfter = undefined;
      await assert.rejects(get(out), isDownload(/not what the hub announces.*thrown away/));
      await get(out);
      assert.ok(readFileSync(join(out, "model.safetensors")).equals(weights));
    });
  });

  for (const name of Object.keys(files)) {
    test(`of ${name} with another checksum is thrown away`, async () => {
      await withHub(await hubOf(files, { [name]: "ab".repeat(name.endsWith(".json") ? 20 : 32) }), async (get) => {
        const out = newFolder();
        await assert.rejects(get(out), isDownload(/is not what the hub announces \(checksum abab/));
        assert.equal(existsSync(join(out, name)), false);
        assert.deepEqual(
          readdirSync(out).filter((file) => file.startsWith(".") || file === "source.json"),
          [],
        );
      });
    });
  }

  test("without a connection says how to do without", async () => {
    const hub = await hubOf(files);
    const { url } = hub;
    await hub.close();
    const out = newFolder();
    const remedy = `download config\\.json and model\\.safetensors of facebook/dinov2-base .*${out}`;
    await assert.rejects(
      getWeights("dinov2-base", { out, hubUrl: url }),
      isDownload(new RegExp(`dinov2-base: the Hugging Face Hub cannot be reached \\(.*ECONNREFUSED.*${remedy}`)),
    );
    assert.equal(existsSync(out), false);
  });

  test("from a hub with troubles of its own names them", async () => {
    const hub = await hubOf(files);
    hub.status = 503;
    await withHub(hub, (get) => assert.rejects(get(newFolder()), isDownload(/answers with an error \(.*503/)));
  });

  test("of what a repository does not have is refused", async () => {
    await withHub(await hubOf({ "config.json": config }), (get) =>
      assert.rejects(get(newFolder()), isDownload(/has no model\.safetensors/)),
    );
  });

  test("ends when it is asked to", async () => {
    const hub = await hubOf(files);
    await withHub(hub, async (get) => {
      const controller = new AbortController();
      const reason = new MnError("interrupted", "Interrupted by SIGINT.");
      controller.abort(reason);
      await assert.rejects(get(newFolder(), controller.signal), reason);
    });
  });
});

describe("a hub that is not to be trusted", () => {
  test("gives other weights than those that are known: they are thrown away", async () => {
    const others = { ...files, "model.safetensors": Buffer.from(weights).fill(1, 0, 4) };
    for (const [given, isTaken] of [[files, true] as const, [others, false] as const]) {
      const hub = await hubOf(given);
      const out = newFolder();
      try {
        const got = downloadKnown(known(files), { out, hubUrl: hub.url });
        if (isTaken) assert.equal((await got).commit, COMMIT);
        else await assert.rejects(got, isDownload(/model\.safetensors: is not the file that is known: its SHA-256 is/));
        assert.equal(existsSync(join(out, "model.safetensors")), isTaken);
      } finally {
        await hub.close();
      }
    }
  });

  test("answers with another commit: nothing is taken", async () => {
    const hub = await hubOf(files);
    const other = "f".repeat(40);
    hub.commit = other;
    await withHub(hub, async (get) => {
      const out = newFolder();
      await assert.rejects(get(out), isDownload(new RegExp(`answers with the commit "${other}"`)));
      assert.equal(existsSync(out), false);
    });
  });

  test("announces a path as a checksum: it is refused, and nothing is written outside", async () => {
    for (const [name, checksum] of [
      ["model.safetensors", "/../../../esc"],
      ["config.json", "ab/../../../esc"],
      ["config.json", "ab"],
    ] as const) {
      await withHub(await hubOf(files, { [name]: checksum }), async (get) => {
        const out = newFolder();
        await assert.rejects(get(out), isDownload(new RegExp(`announces ${name} with the checksum`)));
        assert.equal(existsSync(out), false);
      });
    }
  });

  test("without encryption is not asked, unless it is this machine", async () => {
    for (const hubUrl of ["http://hub.example", "http://127.0.0.1.example", "ftp://127.0.0.1", "not an address"]) {
      await assert.rejects(
        getWeights("dinov2-base", { out: newFolder(), hubUrl }),
        (error) => error instanceof MnError && error.code === "usage" && /no https address/.test(error.message),
      );
    }
  });
});

describe("what a folder says of an earlier download", () => {
  for (const [what, text] of Object.entries({
    "that is cut off": '{"name": "dinov2-base", "comm',
    "that lists no files": { files: [] },
    "that lists a file elsewhere": { files: [{ name: "../config.json", bytes: 1, sha256: "00".repeat(32) }] },
    "that lacks the weights": { files: [{ name: "config.json", bytes: config.length, sha256: sha256(config) }] },
  })) {
    test(`${what} is no download: the weights come again`, async () => {
      const hub = await hubOf(files);
      await withHub(hub, async (get) => {
        const out = newFolder();
        const whole = await get(out);
        const source = { name: "dinov2-base", licence: "", repository: hub.repository, commit: COMMIT };
        const written = typeof text === "string" ? text : JSON.stringify({ ...source, ...text });
        writeFileSync(join(out, "source.json"), written);
        hub.requests.length = 0;
        assert.deepEqual(await get(out), whole);
        assert.ok(hub.requests.length > 0);
        assert.equal(JSON.parse(readFileSync(join(out, "source.json"), "utf8")).files.length, 2);
      });
    });
  }
});

test("what can be downloaded is known by its commit and the SHA-256 of the weights, and of the configuration in a folder", () => {
  for (const { hub } of hubWeights.values()) {
    assert.match(hub.revision, /^[0-9a-f]{40}$/);
    for (const checksum of Object.values(hub.sha256)) assert.match(checksum, /^[0-9a-f]{64}$/);
    assert.equal(weightFiles.filter((name) => name in hub.sha256).length, 1);
    assert.equal("config.json" in hub.sha256, hub.pretrained === "folder");
  }
});
