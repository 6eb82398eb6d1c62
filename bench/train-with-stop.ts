import { train } from "mandn";
import type { RunFolder } from "mandn/run";

/** Trains a run to its end, stopped once when so many updates are done, and continued. */
export async function trainWithStop({ root }: RunFolder, updates: number): Promise<void> {
  const stop = new AbortController();
  const reason = new Error("stopped");
  const onProgress = ({ what, done }: { readonly what: string; readonly done: number }) => {
    if (what === "training" && done >= updates) stop.abort(reason);
  };
  await train(root, { signal: stop.signal, onProgress }).then(
    () => Promise.reject(new Error(`${root} was not stopped`)),
    (error: unknown) => (error === reason ? undefined : Promise.reject(error)),
  );
  await train(root);
}
