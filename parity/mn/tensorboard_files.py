"""Golden event files for packages/mn/src/run/tensorboard.ts, made of TensorBoard's own messages and records, and what
TensorBoard's own reader makes of them.

    pip install tensorboard==2.21.0
    python parity/mn/tensorboard_files.py packages/mn/test/fixtures/tensorboard   # write them
    python parity/mn/tensorboard_files.py --read RUN/tensorboard                  # print the curves of any folder
"""

import json
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

START = 1_700_000_000.5  # seconds

# A session of steps 0 … 4, killed; one that goes on from a checkpoint after 3 steps, so 3 and 4 happen again.
SESSIONS = [
    {"first_step": 0, "steps": [0, 1, 2, 3, 4]},
    {"first_step": 3, "steps": [3, 4, 5, 1_000_000]},
]


def scalars(session, step):
    return {"loss/3d": 1.5 / (1 + step) + session, "learning-rate/3d": 0.001, "unlabelled/3d": 0.0, "Größe/µ": -2.0}


def write(folder):
    os.makedirs(folder, exist_ok=True)
    points = []
    for number, session in enumerate(SESSIONS):
        time = START + 100 * number
        with open(os.path.join(folder, f"session-{number}.tfevents"), "wb") as file:
            writer = RecordWriter(file)
            put = lambda **fields: writer.write(Event(**fields).SerializeToString(deterministic=True))
            put(wall_time=time, file_version="brain.Event:2")
            put(wall_time=time, step=session["first_step"], session_log=SessionLog(status=SessionLog.START))
            for step in session["steps"]:
                values = scalars(number, step)
                summary = Summary(value=[Summary.Value(tag=tag, simple_value=x) for tag, x in values.items()])
                put(wall_time=time + step / 4, step=step, summary=summary)
                points.append({"session": number, "time": (time + step / 4) * 1000, "step": step, "scalars": values})
            writer.flush()
    starts = [{"time": (START + 100 * n) * 1000, "firstStep": s["first_step"]} for n, s in enumerate(SESSIONS)]
    curves = {tag: [point[:2] for point in curve] for tag, curve in read(folder).items()}
    expected = {"sessions": starts, "points": points, "curves": curves}
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file, indent=1, ensure_ascii=False)
        file.write("\n")


def read(folder):
    accumulator = EventAccumulator(folder, size_guidance={"scalars": 0})
    accumulator.Reload()
    tags = accumulator.Tags()["scalars"]
    return {tag: [[e.step, e.value, e.wall_time] for e in accumulator.Scalars(tag)] for tag in tags}


if sys.argv[1] == "--read":
    print(json.dumps(read(sys.argv[2])))
else:
    write(sys.argv[1])
