import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { environment, processRoles } from '#src/config/env.ts';

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = readFileSync('Dockerfile', 'utf8');
const apps = Object.entries(compose.services).filter(([, service]) => service.build);

describe('docker-compose.yml', () => {
  it('names the databases and the program', () => {
    expect(compose.services.postgres?.image).toBe('postgres:18');
    expect(compose.services.mongo?.image).toBe('mongo:8');
    expect(apps.map(([name]) => name)).toEqual(['web', 'worker']);
  });

  it('runs every part of the program exactly once', () => {
    const roles = apps.flatMap(([, service]) => service.environment?.ROLES?.split(',') ?? []);
    expect(roles.sort()).toEqual([...processRoles].sort());
  });

  it('sets only variables that the program reads', () => {
    for (const [, service] of apps) {
      expect(Object.keys(environment.shape)).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})));
    }
  });

  it('depends only on services that it names', () => {
    for (const [, service] of apps) {
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
    }
  });
});

describe('the Dockerfile', () => {
  it('runs and copies only what exists', () => {
    const scripts = [...dockerfile.matchAll(/(?:node|"node",)\s+"?((?:src|scripts)\/[\w/.-]+)/g)].map(
      (match) => match[1],
    );
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      (match) => match[1]?.split(' ') ?? [],
    );
    expect(scripts.length).toBeGreaterThan(1);
    for (const path of [...scripts, ...copied]) {
      expect([path, existsSync(path ?? '')]).toEqual([path, true]);
    }
  });
});
