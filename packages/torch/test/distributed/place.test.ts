import assert from "node:assert/strict";
import { test } from "node:test";
import { placeFromEnvironment, type Variables } from "../../src/distributed/index.js";
import { firstHost, tasksOfNode } from "../../src/distributed/place.js";
import { TorchError } from "../../src/index.js";

const torchrun = {
  RANK: "5",
  WORLD_SIZE: "8",
  LOCAL_RANK: "1",
  LOCAL_WORLD_SIZE: "4",
  MASTER_ADDR: "node1",
  MASTER_PORT: "29500",
  TORCHELASTIC_USE_AGENT_STORE: "True",
  TORCHELASTIC_RUN_ID: "night",
};

test("torchrun's variables give the place, with its own store and the job's name", () => {
  assert.deepEqual(placeFromEnvironment(torchrun), {
    rank: 5,
    worldSize: 8,
    localRank: 1,
    localWorldSize: 4,
    address: "node1",
    port: 29500,
    agentStore: true,
    job: "night",
  });
  // Without --rdzv-id all jobs have one name, which tells them from nobody.
  assert.equal(placeFromEnvironment({ ...torchrun, TORCHELASTIC_RUN_ID: "none" })?.job, undefined);
});

test("PyTorchJob's variables do without local ranks: rank 0 serves", () => {
  const env = { RANK: "0", WORLD_SIZE: "2", MASTER_ADDR: "job-master-0", MASTER_PORT: "23456" };
  const place = placeFromEnvironment(env);
  assert.deepEqual([place?.localRank, place?.localWorldSize, place?.agentStore, place?.job], [0, 1, false, undefined]);
});

const srun = {
  SLURM_JOB_ID: "1234567",
  SLURM_STEP_ID: "2",
  SLURM_PROCID: "6",
  SLURM_NTASKS: "9",
  SLURM_STEP_NUM_TASKS: "7",
  SLURM_LOCALID: "2",
  SLURM_NODEID: "1",
  SLURM_STEP_TASKS_PER_NODE: "4,3",
  SLURM_STEP_NODELIST: "gpu[03-04]",
};

test("srun's variables give the place: the step's first host, a port of the job's number", () => {
  assert.deepEqual(placeFromEnvironment(srun), {
    rank: 6,
    worldSize: 7,
    localRank: 2,
    localWorldSize: 3,
    address: "gpu03",
    port: 15_000 + 4569,
    agentStore: false,
    job: "1234567",
  });
  const given = placeFromEnvironment({ ...srun, MASTER_ADDR: "ib0-gpu03", MASTER_PORT: "40000" });
  assert.deepEqual([given?.address, given?.port], ["ib0-gpu03", 40000]);
});

test("torchrun inside a Slurm step comes first, and a batch script or a plain shell is no rank", () => {
  assert.equal(placeFromEnvironment({ ...srun, ...torchrun })?.rank, 5);
  assert.equal(placeFromEnvironment({ ...srun, SLURM_STEP_NUM_TASKS: undefined }), undefined);
  assert.equal(placeFromEnvironment({ ...srun, SLURM_STEP_NUM_TASKS: "1" }), undefined);
  assert.equal(placeFromEnvironment({ PATH: "/bin" }), undefined);
});

test("Slurm's short lists of hosts and tasks are read", () => {
  assert.equal(firstHost("login"), "login");
  assert.equal(firstHost("node[003-007,12],login"), "node003");
  assert.equal(firstHost("a1,b[1-2]"), "a1");
  assert.equal(firstHost("rack[2,4]n[08-09]"), "rack2n08");
  assert.deepEqual(
    [0, 1, 2].map((node) => tasksOfNode("4(x2),3", node)),
    [4, 4, 3],
  );
});

test("a variable that is missing or no number is named", () => {
  const wrong: [Variables, RegExp][] = [
    [{ ...torchrun, WORLD_SIZE: undefined }, /^WORLD_SIZE is not set/],
    [{ ...torchrun, MASTER_ADDR: "" }, /^MASTER_ADDR is not set/],
    [{ ...torchrun, MASTER_PORT: "port" }, /^MASTER_PORT is "port", not a number/],
    [{ ...torchrun, RANK: "-1" }, /^RANK is "-1"/],
    [{ ...torchrun, RANK: "8" }, /^Rank 8 is none of 8 ranks/],
    [{ ...torchrun, MASTER_PORT: "70000" }, /^70000 is no port/],
    [{ ...srun, SLURM_PROCID: undefined }, /^SLURM_PROCID is not set/],
    [{ ...srun, SLURM_NODEID: "2" }, /^SLURM_STEP_TASKS_PER_NODE is "4,3".*node 2/],
  ];
  for (const [env, message] of wrong) {
    assert.throws(
      () => placeFromEnvironment(env),
      (error) =>
        error instanceof TorchError &&
        error.code === "distributed" &&
        error.reason === "join" &&
        message.test(error.message) &&
        error.message.endsWith(error.remedy ?? "none"),
    );
  }
});
