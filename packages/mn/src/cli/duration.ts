const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Seconds of a duration as people write it: `30m`, `1h30m`, `90s`, `1.5h`, `2d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:([\d.]+)d)?(?:([\d.]+)h)?(?:([\d.]+)m)?(?:([\d.]+)s)?$/.exec(text.replaceAll(" ", ""));
  if (match === null || text.trim() === "") return undefined;
  const seconds = Object.values(UNITS).reduce((sum, unit, i) => sum + unit * Number(match[i + 1] ?? 0), 0);
  return seconds > 0 ? seconds : undefined;
}

/** `0:42`, `5:03`, `1:02:09`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `42 s`, `5 min`, `1 h 2 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
