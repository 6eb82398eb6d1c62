"""MONAI's side of inference.ts: predicts the scan, writes the logits, prints time and peak memory as JSON."""
import json
import resource
import sys
import time

import numpy as np
import torch
from monai.inferers import sliding_window_inference
from reference_networks import UNet3D, read_safetensors

task, precision, out = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
torch.set_num_threads(task["threads"])

state = dict(read_safetensors(task["weights"]))
image = state.pop("image")
model = UNet3D(task["width"], task["levels"]).eval()
model.load_state_dict(state)
windows = 0


def predict(x):
    global windows
    windows += 1
    return model(x)


start, cpu_start = time.perf_counter(), time.process_time()
with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
    logits = sliding_window_inference(image[None], task["window"], 1, predict, overlap=task["overlap"], mode="gaussian")
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
np.ascontiguousarray(logits[0].float().numpy()).tofile(out)
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu_seconds, "peak": peak, "windows": windows}))
