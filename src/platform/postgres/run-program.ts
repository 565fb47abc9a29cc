import { spawn, spawnSync } from 'node:child_process';
import { parse } from 'node:path';
import type { Identity } from './identity.ts';

/** What a finished program said. */
export type ProgramResult = Readonly<{ code: number; output: string }>;

/**
 * Runs one PostgreSQL program to its end, as the given user, with an environment of its own: neither the caller's
 * language nor its PG* variables reach it.
 */
export function runProgram(program: string, args: readonly string[], identity: Identity): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...surroundings(identity), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    // On Windows the server inherits the pipes and keeps them open, so 'close' would never come.
    child.once(process.platform === 'win32' ? 'exit' : 'close', (code, signal) => {
      resolve({ code: code ?? -1, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/** Runs one PostgreSQL program while everything else of this process stands still; what it says is not heard. */
export function runProgramNow(program: string, args: readonly string[], identity: Identity): void {
  spawnSync(program, args, { ...surroundings(identity), stdio: 'ignore' });
}

function surroundings(identity: Identity) {
  return {
    ...(identity ?? {}),
    cwd: parse(process.execPath).root,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
  };
}
