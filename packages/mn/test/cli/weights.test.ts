import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ResNet, UNet3d } from "@mandn/models";
import { loadCheckpoint, loadSafetensors, ones, saveSafetensors, scope } from "@mandn/torch";
import { Hub } from "../tools/hub.js";
import { mn, Workplace } from "./mn.js";

const place = new Workplace();
after(() => place.dispose());
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../torch/test/fixtures/files/${name}`, import.meta.url));
const small3d = fileURLToPath(new URL("../networks/small-3d.js", import.meta.url));

describe("mn weights inspect", () => {
  test("shows the tensors of a nested checkpoint, with totals and the numbers in it", async () => {
    const { code, stdout, stderr } = await mn(["weights", "inspect", fixture("training.pth")]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^optimizer\.state\.1\.exp_avg +float32 +\[2\] +8 B$/m);
    assert.match(stdout, /^epoch +3$/m);
    assert.match(stdout, /training\.pth: PyTorch, 15 tensors, 74 elements, 300 B\n$/);
    const json = JSON.parse((await mn(["weights", "inspect", fixture("training.pth"), "--json"])).stdout);
    assert.equal(json.tensors.length, 15);
    assert.equal(json.metadata["args.name"], "U-Net ü");
  });

  test("refuses a pickle that wants to call something, and what is not there", async () => {
    const refused = await mn(["weights", "inspect", fixture("refused-system.pth")]);
    assert.deepEqual([refused.code, refused.stdout], [1, ""]);
    assert.match(refused.stderr, /system/);
    const missing = await mn(["weights", "inspect", place.path("nowhere.pth")]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /nowhere\.pth: there is no such file/);
  });
});

describe("mn weights convert", () => {
  const out = place.path("training.safetensors");
  test("writes the state dict of a checkpoint as safetensors, number for number", async () => {
    const { code, stderr } = await mn(["weights", "convert", fixture("training.pth"), out]);
    assert.equal(code, 0, stderr);
    scope(() => {
      const [expected, found] = [loadCheckpoint(fixture("training.pth")), loadSafetensors(out)];
      assert.deepEqual(Object.keys(found.tensors).sort(), Object.keys(expected).sort());
      for (const [name, tensor] of Object.entries(expected)) {
        const other = found.tensors[name];
        assert.ok(other?.dtype === tensor.dtype && other.equal(tensor), name);
      }
      assert.deepEqual({ ...found.metadata }, { format: "pt" });
    });
  });

  test("replaces nothing without --overwrite", async () => {
    const before = readFileSync(out);
    const refused = await mn(["weights", "convert", fixture("plain.safetensors"), out]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /is there already\. .*--overwrite/);
    assert.ok(readFileSync(out).equals(before));
    assert.equal((await mn(["weights", "convert", fixture("plain.safetensors"), out, "--overwrite"])).code, 0);
    assert.equal(readFileSync(out).equals(before), false);
  });

  test("leaves what was there when the checkpoint is no good", async () => {
    const before = readFileSync(out);
    const args = ["weights", "convert", fixture("training.pth"), out, "--overwrite", "--at", "model"];
    const { code, stderr } = await mn(args);
    assert.equal(code, 1);
    assert.match(stderr, /no state dict at \["model"\]\. Its keys: epoch, state_dict/);
    assert.ok(readFileSync(out).equals(before));
  });
});

describe("mn weights check", () => {
  const [right, wrong, small] = ["right", "wrong", "small"].map((name) => place.path(`${name}.safetensors`)) as [
    string,
    string,
    string,
  ];
  scope(() => {
    const network = new ResNet(18);
    const all = network.stateDict();
    saveSafetensors(right, { ...all, "fc.weight": ones([2, 512]), "fc.bias": ones([2]) });
    const { "bn1.weight": _, ...others } = all;
    saveSafetensors(wrong, { ...others, "conv1.weight": ones([64, 1, 7, 7]), extra: ones([1]) });
    saveSafetensors(small, { "a.weight": ones([4, 1, 3, 3, 3]), "a.bias": ones([4]), "b.bias": ones([2]) });
    network.dispose();
  });

  test("says that a network loads a file, passing over what its option `pretrained` does", async () => {
    const { code, stdout } = await mn(["weights", "check", "resnet", right]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^resnet loads .*right\.safetensors as it is, with the options \{"pretrained":".*right\.safetensors"\}$/m,
    );
  });

  test("lists keys that do not fit", async () => {
    const { code, stdout } = await mn(["weights", "check", "resnet", wrong]);
    assert.equal(code, 1);
    assert.match(stdout, /^misshapen +conv1\.weight +is \[64, 1, 7, 7\], must be \[64, 3, 7, 7\]$/m);
    assert.match(stdout, /^missing +bn1\.weight /m);
    assert.match(stdout, /^unexpected +extra /m);
    assert.match(stdout, /1 missing, 1 unexpected, 1 misshapen$/m);
    const json = JSON.parse((await mn(["weights", "check", "resnet", wrong, "--json"])).stdout);
    assert.deepEqual([json.fits, json.missing, json.unexpected], [false, ["bn1.weight"], ["extra"]]);
  });

  test("lists five keys of a kind and how many more; --json has all", async () => {
    const args = ["weights", "check", "resnet", right, "--options", '{"depth":34}'];
    const { stdout } = await mn(args);
    assert.equal(stdout.match(/^missing +layer/gm)?.length, 5);
    const { missing } = JSON.parse((await mn([...args, "--json"])).stdout);
    assert.match(stdout, new RegExp(`^missing +… and ${missing.length - 5} more +--json lists all$`, "m"));
    assert.ok(missing.includes("layer1.2.conv1.weight"), "of the options that were given");
  });

  test("checks one of several networks in a file, and asks for the order of axes that no file says", async () => {
    const checkpoints = (name: string) =>
      fileURLToPath(new URL(`../../../../models/test/fixtures/checkpoints/${name}`, import.meta.url));
    const several = await mn(["weights", "check", "resnet", checkpoints("student-teacher.pth")]);
    assert.equal(several.code, 1);
    assert.match(several.stderr, /several state dicts.*\["student"\], \["teacher"\]/);
    const chosen = await mn(["weights", "check", "resnet", checkpoints("student-teacher.pth"), "--at", "teacher"]);
    assert.match(chosen.stdout, /^unexpected +stem\.weight/m);
    const volumes = place.path("volumes.safetensors");
    const options = { width: 2, levels: 2 };
    scope(() => {
      const network = new UNet3d({ inChannels: 1, classes: 2, ...options });
      saveSafetensors(volumes, network.stateDict());
      network.dispose();
    });
    const args = ["weights", "check", "unet3d", volumes, "--options"];
    const asked = await mn([...args, JSON.stringify(options)]);
    assert.equal(asked.code, 0);
    assert.match(asked.stdout, /^The file does not say the order of its axes: say it in pretrained\.axes/m);
    const said = await mn([...args, JSON.stringify({ ...options, pretrained: { axes: "dhw" } })]);
    assert.doesNotMatch(said.stdout, /does not say/);
  });

  test("takes networks of one's own with their own names", async () => {
    const own = await mn(["weights", "check", small3d, small, "--json"]);
    assert.equal(own.code, 1);
    assert.deepEqual(JSON.parse(own.stdout).missing, ["b.weight"]);
  });

  test("says what is wrong besides keys as an error", async () => {
    const options = await mn(["weights", "check", "resnet", right, "--options", '{"deph":34}']);
    assert.deepEqual([options.code, options.stdout], [1, ""]);
    assert.match(options.stderr, /options of resnet:[\s\S]*deph/);
    const unknown = await mn(["weights", "check", "resnext", right]);
    assert.match(unknown.stderr, /"resnext" is not a network\. 2D and 3D networks: mobilenet-v2, /);
  });
});

test("mn weights get takes the known files alone; without a hub it says what to do", async () => {
  const hub = await Hub.open("nvidia/segformer-b2-finetuned-ade-512-512", {
    "config.json": Buffer.from('{"model_type": "segformer"}'),
    "pytorch_model.bin": Buffer.alloc(1 << 20),
  });
  const out = place.path("segformer-b2-ade20k");
  const args = ["weights", "get", "segformer-b2-ade20k", "--out", out];
  const env = { HF_ENDPOINT: hub.url };
  const got = await mn(args, { env });
  assert.deepEqual([got.code, got.stdout], [1, ""]);
  assert.match(got.stderr, /downloading config\.json/);
  assert.match(got.stderr, /config\.json: is not the file that is known: its SHA-256 is .*gives other weights/);
  assert.deepEqual(readdirSync(out), []);
  assert.match(hub.requests[0] ?? "", /\/revision\/de01bae28967510f9ddd496c60a969357195400c$/);
  await hub.close();
  const offline = await mn(args, { env });
  assert.deepEqual([offline.code, offline.stdout], [1, ""]);
  assert.match(
    offline.stderr,
    /segformer-b2-ade20k: the Hugging Face Hub cannot be reached \(.*config\.json and pytorch_model\.bin .*put them into /,
  );
});

describe("mn models", () => {
  test("lists every network with its sizes and weights, also as JSON", async () => {
    const { code, stdout, stderr } = await mn(["models"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^segformer +slices +27\.4 M +b2 +SegFormer/m);
    assert.match(stdout, /^unet3d +volumes +25\.9 M/m);
    assert.match(stdout, /^segformer +segformer-b0-ade20k +NVIDIA's own.*mn weights get segformer-b0/m);
    const list = JSON.parse((await mn(["models", "--json"])).stdout) as { name: string; sizes: unknown[] }[];
    assert.equal(list.length, 10);
    assert.ok(list.every(({ sizes }) => sizes.length > 0));
  });

  test("measures a step: a larger crop takes more memory", async () => {
    const peak = async (crop: string) => {
      const { code, stdout, stderr } = await mn(["models", "vnet", "--crop", crop, "--precision", "float32", "--json"]);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const [small, large] = [await peak("16,16,32"), await peak("32,32,32")];
    // Weights, gradients and the optimiser's two moments, of which tensors under 1 MiB are not counted.
    assert.ok(small.step.peakBytes > 3.5 * 4 * small.parameters, String(small.step.peakBytes));
    assert.ok(
      large.step.peakBytes > small.step.peakBytes + 16 * (32 ** 3 - 16 * 16 * 32) * 4,
      String(large.step.peakBytes),
    );
    assert.deepEqual(small.options.find(({ name }: { name: string }) => name === "norm").byDefault, '"batch"');
  });
});
