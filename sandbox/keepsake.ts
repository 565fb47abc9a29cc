import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** What a stand-in remembers between starts, because the world outside does not restart with the program. */
export interface Keepsake<State> {
  /** What was kept last; undefined at the first start or when the file can't be read. */
  readonly kept: State | undefined;
  /** Keeps the present state soon. */
  touch(): void;
  /** Keeps the present state now and stops. */
  stop(): void;
}

const SAVE_AFTER_MS = 300;

/** Opens the file (none: nothing is remembered); `read` gives the present state as plain data, Maps and Sets. */
export function openKeepsake<State>(file: string | undefined, read: () => State): Keepsake<State> {
  if (file === undefined) {
    return { kept: undefined, touch() {}, stop() {} };
  }

  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      write(file, serialize(read()));
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) {
        console.error(
          `sandbox: ${file} can't be written, the next start will have forgotten:`,
          (error as Error).message,
        );
      }
      hasFailed = true;
    }
  };
  return {
    kept: load<State>(file),
    touch: () => {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
    stop: save,
  };
}

/** Chats and passwords are in it, so only its owner may read it. */
function write(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function load<State>(file: string): State | undefined {
  try {
    // The file is our own; a shape of another version is told apart by its name.
    return deserialize(readFileSync(file)) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      console.error(`sandbox: ${file} can't be read, starting anew:`, (error as Error).message);
    }
    return undefined;
  }
}
