import { spawn } from 'node:child_process';
import { access, chmod, constants, mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the tests in this very Node.js and ends with `N passed, N failed` (and `, N skipped` if any). Arguments go to
 * Jest; `--long` adds the long tests. Fails when nothing ran. Leaves no server and no folder behind, also when stopped.
 */
const root = join(import.meta.dirname, '..');
const GIB = 2 ** 30;
const folder = await makeFolder(tmpdir());
const databaseFolder = await makeFolder((await memoryFolder()) ?? folder);
const resultFile = join(folder, 'result.json');

try {
  const code = await runJest(process.argv.slice(2));
  process.exitCode = report(await readResult(), code);
} finally {
  await stopLeftServers();
  await Promise.all([databaseFolder, folder].map((path) => rm(path, { recursive: true, force: true })));
}

/** The server may run as another user, who must be able to enter; its own folder inside is private. */
async function makeFolder(parent) {
  const path = await mkdtemp(join(parent, 'sauda-test-'));
  await chmod(path, 0o755);
  return path;
}

/** Hundreds of databases are made and dropped, which is quicker in memory. Undefined where it is scarce or closed to us. */
async function memoryFolder() {
  const place = '/dev/shm';
  try {
    await access(place, constants.W_OK);
    const { bavail, bsize } = await statfs(place);
    const isPlenty = bavail * bsize > 4 * GIB && freemem() > 8 * GIB;
    return isPlenty ? place : undefined;
  } catch {
    return undefined; // No such place on this machine.
  }
}

function runJest(args) {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const passed = args.filter((arg) => arg !== '--long');
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      ...['-c', join(root, 'jest.config.mjs'), '--json', `--outputFile=${resultFile}`],
      ...passed,
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: environment(passed.length !== args.length) },
  );
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

function environment(isLong) {
  const folders = { SAUDA_TEST_FOLDER: folder, SAUDA_TEST_DATABASES: databaseFolder };
  return { ...process.env, ...folders, ...(isLong && { SAUDA_TEST_LONG: '1' }) };
}

async function readResult() {
  const text = await readFile(resultFile, 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

function report(result, code) {
  const { passed, failed, skipped } = countTests(result);
  const isGreen = code === 0 && result.success === true && failed === 0 && passed > 0;
  if (!isGreen && failed === 0) {
    console.error(passed === 0 ? 'No test ran.' : `Jest ended with code ${code} although no test failed.`);
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return isGreen ? 0 : 1;
}

/** A file that could not even be loaded has no tests of its own and counts as one failure. */
function countTests(result) {
  const count = (field) => result[field] ?? 0;
  return {
    passed: count('numPassedTests'),
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: count('numPendingTests') + count('numTodoTests'),
  };
}

/** A run that was cut short did not stop its servers; their pid files lie in this run's folder. */
async function stopLeftServers() {
  for (const path of [folder, databaseFolder]) {
    const files = await readdir(path, { recursive: true });
    const pidFiles = files.filter((file) => file.endsWith('postmaster.pid'));
    await Promise.all(pidFiles.map((file) => stopLeftServer(join(path, file))));
  }
}

async function stopLeftServer(pidFile) {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  const fastShutdown = 'SIGINT';
  const deadline = Date.now() + 10_000;
  for (let signal = fastShutdown; pid > 0 && isSignalled(pid, signal) && Date.now() < deadline; signal = 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isSignalled(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
