export function runUnsilent(options: {
  readonly command: string;
  readonly options: readonly string[];
  readonly silenceMs: () => number;
  readonly graceMs: number;
  readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
}): Promise<{ readonly status: number; readonly wasSilent: boolean }>;
