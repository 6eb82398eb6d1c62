// The run's screen: what training does, how long it takes, its curves as they grow,
// and what happened last.

import { clock, counted, duration, percent, plain } from "@mandn/base";
import type { Scan, State, TrainingRequest } from "../api.js";
import { seriesOf } from "../curves.js";
import type { Studio } from "../store.js";
import { lineChart } from "../view/charts.js";
import { Chart, Minutes } from "./parts.js";

const STATUS: Readonly<Record<State["training"]["status"], string>> = {
  none: "Not trained yet",
  planned: "Planned",
  training: "Training",
  stopping: "Stopping",
  stopped: "Stopped",
  finished: "Finished",
  failed: "Failed",
};

export function RunScreen({ studio }: { readonly studio: Studio }) {
  const state = studio.state.value;
  if (state === null) return null;
  return (
    <main class="run" aria-label="the run">
      <Training studio={studio} state={state} />
      <div class="both">
        <Curves studio={studio} />
        <LastEvents studio={studio} />
      </div>
    </main>
  );
}

function Training({ studio, state }: { readonly studio: Studio; readonly state: State }) {
  const { status, reason, updates, place, secondsSpent, secondsLeft, budgetSeconds } = state.training;
  const train = (request: TrainingRequest) => studio.do(() => studio.train(request));
  return (
    <section class="card status" aria-label="training">
      <div>
        <h2>
          <span class={`dot-state ${status}`} aria-hidden="true" /> {STATUS[status]}
        </h2>
        {reason !== null && <p>{reason}</p>}
      </div>
      <dl>
        <div>
          <dt>time left</dt>
          <dd>{secondsLeft === null ? "–" : clock(secondsLeft)}</dd>
        </div>
        <div>
          <dt>trained</dt>
          <dd>
            {clock(secondsSpent)}
            {budgetSeconds !== null && <small> of {duration(budgetSeconds)}</small>}
          </dd>
        </div>
        <div>
          <dt>updates</dt>
          <dd>{updates.toLocaleString("en")}</dd>
        </div>
        <div>
          <dt>schedule</dt>
          <dd>{place === null ? "–" : `${percent(place)} %`}</dd>
        </div>
      </dl>
      {place !== null && <progress value={place} max={1} aria-label="share of the schedule" />}
      <div class="actions">
        {status === "training" && (
          <button type="button" onClick={() => train({ action: "stop" })}>
            Stop
          </button>
        )}
        {state.kind === "run" && (status === "stopped" || status === "failed") && (
          <button type="button" class="primary" onClick={() => train({ action: "start", budgetSeconds: null })}>
            Go on
          </button>
        )}
        {state.kind === "dataset" && status !== "training" && status !== "stopping" && (
          <FirstTraining studio={studio} onSubmit={(budgetSeconds) => train({ action: "start", budgetSeconds })} />
        )}
        {state.kind === "run" && (status === "none" || status === "planned") && (
          <Minutes
            action="Train"
            initial={15}
            onSubmit={(budgetSeconds) => train({ action: "start", budgetSeconds })}
          />
        )}
      </div>
    </section>
  );
}

/** Of a dataset: a run of it is begun from here, once a scan has a label. */
function FirstTraining({
  studio,
  onSubmit,
}: {
  readonly studio: Studio;
  readonly onSubmit: (seconds: number) => void;
}) {
  const isLabelled = ({ role, version }: Scan) => role === "labelled" || (role === "unlabelled" && version > 0);
  const labelled = studio.scans.value.filter(isLabelled).length;
  if (labelled === 0) return <p>Label a scan and save it: then a training can begin here.</p>;
  return (
    <>
      <p>{counted(labelled, "labelled scan")}. The run that learns from them is made beside the labels.</p>
      <Minutes action="Train" initial={15} onSubmit={onSubmit} />
    </>
  );
}

function Curves({ studio }: { readonly studio: Studio }) {
  studio.curvesRevision.value;
  const { losses, rates, scores, unlabelled, stages } = studio.curves;
  if (losses.size === 0 && scores.size === 0) return <p class="card soft">No curves yet: training has not begun.</p>;
  const common = { xLabel: "updates of all networks", marks: stages };
  const networks = studio.networks.value;
  const batch = [{ name: "unlabelled", tone: "tone-all", points: unlabelled }];
  return (
    <div class="charts">
      <Chart
        markup={lineChart({
          ...common,
          title: "Loss",
          series: seriesOf(losses, networks),
          format: plain,
          yRange: [0, 0],
        })}
      />
      {scores.size === 0 ? (
        <p class="card soft">Validation Dice: not measured yet.</p>
      ) : (
        <Chart
          markup={lineChart({
            ...common,
            title: "Validation Dice, %",
            series: seriesOf(scores, networks),
            format: percent,
            dots: true,
          })}
        />
      )}
      <Chart
        markup={lineChart({
          ...common,
          title: "Learning rate",
          series: seriesOf(rates, networks),
          format: plain,
          yRange: [0, 0],
        })}
      />
      <Chart
        markup={lineChart({
          ...common,
          title: "Unlabelled crops in a batch",
          series: batch,
          format: plain,
          yRange: [0, 1],
          steps: true,
        })}
      />
    </div>
  );
}

function LastEvents({ studio }: { readonly studio: Studio }) {
  studio.curvesRevision.value;
  if (studio.curves.sentences.length === 0) return null;
  return (
    <section class="card events" aria-label="last events">
      <h2>What happened</h2>
      <ul>
        {studio.curves.sentences.map(({ time, text }) => (
          <li key={`${time} ${text}`}>
            <time>{new Date(time).toLocaleTimeString("en-GB")}</time> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
