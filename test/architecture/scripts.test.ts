import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
/** Everything that tells somebody, or a machine, to run a command. */
const guides = ['README.md', '.ci/run', 'Dockerfile', 'docker-compose.yml', ...globSync('docs/**/*.md')];

function namedIn(text: string): string[] {
  return [...text.matchAll(/\bnpm run (?:-s )?([a-z]+(?::[a-z]+)?)/g)].map((match) => match[1] ?? '');
}

describe('the commands of package.json', () => {
  it.each(Object.entries(scripts))('%s runs only files and commands that exist', (_, command) => {
    const files = [...command.matchAll(/(?:^|(?<=\s))[\w.-]+(?:\/[\w.-]+)*\.(?:mjs|ts|sh)\b/g)].map(([file]) => file);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(namedIn(command).filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(guides)('are all that %s names', (guide) => {
    expect(namedIn(readFileSync(guide, 'utf8')).filter((name) => !(name in scripts))).toEqual([]);
  });
});
