// Files are written whole or not at all, and only files are read.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  contentHash,
  openRegular,
  openRegularSync,
  readSmallFile,
  systemWords,
  writeAtomically,
  writeAtomicallySync,
} from "../src/index.js";
import { asNobody, fileFault, temporaryFolder } from "./support.js";

const full = () =>
  Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });

/** Both ways to write, with what goes wrong in the middle. */
const ways: [name: string, write: (path: string, content: string, fault?: Error) => Promise<void>][] = [
  [
    "writeAtomically",
    (path, content, fault) =>
      writeAtomically(path, async (file) => {
        await file.writeFile(content);
        if (fault !== undefined) throw fault;
      }),
  ],
  [
    "writeAtomicallySync",
    async (path, content, fault) => {
      function* pieces() {
        yield Buffer.from(content);
        if (fault !== undefined) throw fault;
      }
      writeAtomicallySync(path, pieces());
    },
  ],
];

for (const [name, write] of ways) {
  describe(name, () => {
    test("the content is there, the old one replaced, and nothing else is left", async () => {
      const folder = temporaryFolder();
      const path = join(folder, "a");
      await write(path, "old");
      await write(path, "new");
      assert.equal(readFileSync(path, "utf8"), "new");
      assert.deepEqual(readdirSync(folder), ["a"]);
    });

    test("a fault in the middle passes on, keeps the old file and leaves nothing else", async () => {
      const folder = temporaryFolder();
      const path = join(folder, "a");
      await write(path, "old");
      const fault = new RangeError("mine");
      await assert.rejects(write(path, "half", fault), fault);
      assert.equal(readFileSync(path, "utf8"), "old");
      assert.deepEqual(readdirSync(folder), ["a"]);
    });

    test("a missing or read-only folder is a typed error that says so", async () => {
      const folder = temporaryFolder();
      const lost = join(folder, "none", "a");
      await assert.rejects(
        write(lost, "x"),
        fileFault("access", lost, /cannot be written\. The file or its folder does not/),
      );
      const path = join(folder, "a");
      await write(path, "old");
      chmodSync(folder, 0o555);
      await asNobody(() => assert.rejects(write(path, "new"), fileFault("access", path, /check the permissions/)));
      chmodSync(folder, 0o755);
      assert.equal(readFileSync(path, "utf8"), "old");
    });

    test("a name as long as the system allows can be written", async () => {
      const path = join(temporaryFolder(), "n".repeat(255));
      await write(path, "x");
      assert.equal(readFileSync(path, "utf8"), "x");
    });

    test("a link is replaced, and what it led to stays", async () => {
      const folder = temporaryFolder();
      const [target, link] = [join(folder, "target"), join(folder, "link")];
      writeFileSync(target, "theirs");
      symlinkSync(target, link);
      await write(link, "mine");
      assert.equal(readFileSync(target, "utf8"), "theirs");
      assert.throws(() => readlinkSync(link));
    });

    test("a pipe is refused, not replaced", async () => {
      const path = pipe(temporaryFolder());
      await assert.rejects(write(path, "x"), fileFault("irregular", path, /is a pipe, not a file/));
      assert.throws(() => openRegularSync(path), fileFault("irregular", path, /pipe/));
    });
  });
}

test("text and bytes can be written as they are", () => {
  const path = join(temporaryFolder(), "a");
  writeAtomicallySync(path, "größe");
  assert.equal(readFileSync(path, "utf8"), "größe");
  writeAtomicallySync(path, Uint8Array.of(0, 255));
  assert.deepEqual([...readFileSync(path)], [0, 255]);
});

test("a full disk is said in words", async () => {
  const path = join(temporaryFolder(), "a");
  const words = /^.*a: cannot be written\. The disk is full: free some space or choose another folder\.$/;
  await assert.rejects(
    writeAtomically(path, () => Promise.reject(full())),
    fileFault("access", path, words),
  );
  assert.equal(systemWords(full()).reason, "the disk is full");
  assert.equal(systemWords(new Error("odd")).remedy, "The system says: odd");
  const taken = Object.assign(new Error("EEXIST"), { code: "EEXIST", syscall: "mkdir" });
  assert.equal(systemWords(taken).remedy, "Something else has this name: choose another.");
});

function pipe(folder: string): string {
  const path = join(folder, "pipe");
  const { status, stderr } = spawnSync("mkfifo", [path], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return path;
}

test("only a file is opened: a folder, pipe, socket or device is refused at once", async () => {
  const folder = temporaryFolder();
  const socket = join(folder, "socket");
  const server = createServer().listen(socket);
  await new Promise((resolve) => server.once("listening", resolve));
  const link = join(folder, "link");
  symlinkSync(pipe(folder), link);
  const refused: [path: string, code: "irregular" | "access", words: RegExp][] = [
    [folder, "irregular", /is a folder, not a file/],
    [join(folder, "pipe"), "irregular", /is a pipe, not a file/],
    [link, "irregular", /is a pipe, not a file/],
    ["/dev/zero", "irregular", /is a device, not a file/],
    [socket, "access", /a socket/],
    [join(folder, "none"), "access", /cannot be read\. The file or its folder does not exist: check the path\./],
  ];
  for (const [path, code, words] of refused) {
    await assert.rejects(openRegular(path), fileFault(code, path, words));
    assert.throws(() => openRegularSync(path), fileFault(code, path, words));
    assert.throws(() => readSmallFile(path, 10), fileFault(code, path, words));
    await assert.rejects(contentHash(path), fileFault(code, path, words));
  }
  server.close();
});

test("a file is opened, also through a link", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "a");
  writeFileSync(path, "content");
  symlinkSync(path, join(folder, "link"));
  const file = await openRegular(join(folder, "link"));
  assert.equal((await file.readFile()).toString(), "content");
  await file.close();
  closeSync(openRegularSync(path));
});

test("a small file is read whole, a larger one refused before it is held", () => {
  const path = join(temporaryFolder(), "a");
  const bytes = Buffer.alloc(200_000, "ab");
  writeFileSync(path, bytes);
  assert.ok(readSmallFile(path, bytes.length).equals(bytes));
  assert.throws(() => readSmallFile(path, bytes.length - 1), fileFault("too-large", path, /more than 199999 bytes/));
  writeFileSync(path, "");
  truncateSync(path, 2 ** 40);
  assert.throws(() => readSmallFile(path, 1 << 20), fileFault("too-large", path, /more than 1048576 bytes/));
  writeFileSync(path, "");
  assert.equal(readSmallFile(path, 0).length, 0);
});

test("a file without a size of its own, as those of /proc, is read to its end", () => {
  assert.match(readSmallFile("/proc/self/stat", 1 << 16).toString(), /^\d+ /);
});

test("the hash of a file is that of its content, whatever its name and times", async () => {
  const folder = temporaryFolder();
  const bytes = Buffer.alloc(3_000_000, "scan");
  mkdirSync(join(folder, "b"));
  const paths = [join(folder, "a"), join(folder, "b", "c")];
  for (const path of paths) writeFileSync(path, bytes);
  const expected = createHash("sha256").update(bytes).digest("hex");
  assert.deepEqual(await Promise.all(paths.map(contentHash)), [expected, expected]);
});
