import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureAdminBuilt } from '#src/platform/http/admin-build.ts';

describe('the admin’s build', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sauda-build-'));
    await mkdir(join(folder, 'source'));
    await mkdir(join(folder, 'words'));
    await writeFile(
      join(folder, 'source/vite.config.ts'),
      'const base: string = "/admin/";\nexport default { base };\n',
    );
    await writeFile(join(folder, 'source/index.html'), '<script type="module" src="/main.js"></script>');
    await writeFile(join(folder, 'source/main.js'), 'document.title = "first";');
    await writeFile(join(folder, 'words/ru.ftl'), 'hello = 1');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ensure = () =>
    ensureAdminBuilt({
      sourceDir: join(folder, 'source'),
      alsoFrom: [join(folder, 'words')],
      outDir: join(folder, 'built'),
    });
  const scriptOf = async (builtDir: string) => {
    const [file] = await readdir(join(builtDir, 'assets'));
    return readFile(join(builtDir, 'assets', String(file)), 'utf8');
  };

  it('happens once for the same sources, also when several ask at once', async () => {
    const dirs = await Promise.all([ensure(), ensure(), ensure()]);
    expect(new Set(dirs).size).toBe(1);
    expect(await readdir(join(folder, 'built'))).toHaveLength(1);
    await writeFile(join(String(dirs[0]), 'mark'), '');
    expect(await ensure()).toBe(dirs[0]);
    expect(await readdir(String(dirs[0]))).toContain('mark');
  });

  it('happens anew when a source or a word has changed, and forgets the older one', async () => {
    const before = await ensure();
    await writeFile(join(folder, 'source/main.js'), 'document.title = "second";');
    const after = await ensure();
    expect(after).not.toBe(before);
    expect(await scriptOf(after)).toContain('second');
    await writeFile(join(folder, 'words/ru.ftl'), 'hello = 2');
    expect(await ensure()).not.toBe(after);
    expect(await readdir(join(folder, 'built'))).toHaveLength(1);
  });

  it('tells what the bundler said and leaves nothing half-made', async () => {
    await writeFile(join(folder, 'source/main.js'), 'import "./missing.js";');
    await expect(ensure()).rejects.toThrow('missing.js');
  });
});
