// The rounds: what each training learnt from and what came of it, beside each other, and the next one. Small corrections and networks that
// agree are the sign to stop.

import { counted, duration, percent } from "@mandn/base";
import type { Round } from "../api.js";
import { maskTitle, shortTitle } from "../curves.js";
import type { Studio } from "../store.js";
import { lineChart } from "../view/charts.js";
import { Chart, Minutes } from "./parts.js";

const shown = (share: number | null | undefined) => (share == null ? "–" : `${percent(share)} %`);

export function RoundsScreen({ studio }: { readonly studio: Studio }) {
  const state = studio.state.value;
  if (state === null) return null;
  const { rounds, newLabels, networks, training } = state;
  return (
    <main class="run" aria-label="rounds">
      <section class="card" aria-label="rounds of training">
        <h2>Rounds of training</h2>
        <table>
          <thead>
            <tr>
              <th>round</th>
              <th>labels</th>
              <th>updates</th>
              <th>time</th>
              {networks.map((name) => (
                <th key={name}>Dice, {maskTitle(name)}</th>
              ))}
              <th>disagreement</th>
              <th>corrections</th>
            </tr>
          </thead>
          <tbody>
            {rounds.map(({ name, labelled, updates, seconds, validation, disagreement, correction }) => (
              <tr key={name}>
                <th>{name}</th>
                <td>{labelled}</td>
                <td>{updates.toLocaleString("en")}</td>
                <td>{duration(seconds)}</td>
                {networks.map((network) => (
                  <td key={network}>{shown(validation[network])}</td>
                ))}
                <td>{shown(disagreement)}</td>
                <td>{shown(correction)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="soft">
          Dice on the validation scans. Disagreement of the networks on the unlabelled ones. Corrections: 1 − Dice
          between what was predicted and what you saved. When both hardly fall any more, further labels change little.
        </p>
      </section>
      <section class="card" aria-label="train on">
        <h2>Train on with {counted(newLabels, "new label")}</h2>
        {state.kind === "dataset" && <p>This is a dataset: train a run of it first.</p>}
        {state.kind === "run" && newLabels === 0 && <p>Save a label first: a new round learns from new labels.</p>}
        {state.kind === "run" && newLabels > 0 && training.status === "training" && <p>Training is under way.</p>}
        {state.kind === "run" && newLabels > 0 && training.status !== "training" && (
          <Minutes
            action="Train on"
            initial={15}
            onSubmit={(budgetSeconds) => studio.do(() => studio.train({ action: "continue", budgetSeconds }))}
          />
        )}
      </section>
      {rounds.length > 1 && (
        <div class="charts">
          <RoundChart
            title="Validation Dice, %"
            rounds={rounds}
            of={networks.map((name) => [shortTitle(name), ({ validation }) => validation[name]])}
          />
          <RoundChart
            title="Disagreement and corrections, %"
            rounds={rounds}
            of={[
              ["disagreement", ({ disagreement }) => disagreement],
              ["corrections", ({ correction }) => correction],
            ]}
          />
        </div>
      )}
    </main>
  );
}

function RoundChart({
  title,
  rounds,
  of,
}: {
  readonly title: string;
  readonly rounds: readonly Round[];
  readonly of: readonly (readonly [name: string, value: (round: Round) => number | null | undefined])[];
}) {
  const series = of.map(([name, value], i) => ({
    name,
    tone: `tone-${i % 3}`,
    points: rounds.flatMap((round, place) => {
      const share = value(round);
      return share == null ? [] : [[place + 1, share] as const];
    }),
  }));
  return <Chart markup={lineChart({ title, series, xLabel: "round", format: percent, dots: true })} />;
}
