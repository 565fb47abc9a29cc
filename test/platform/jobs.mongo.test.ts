import { randomBytes } from 'node:crypto';
import { it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { describeJobs } from './jobs-contract.ts';
import { describeJobLocks } from './jobs-locks-contract.ts';
import { describeRecurringJobs } from './jobs-recurring-contract.ts';
import type { ContractBackend } from './jobs-support.ts';

const serverUrl = process.env.MONGODB_URL;

async function open(): Promise<ContractBackend> {
  const url = new URL(serverUrl ?? '');
  url.pathname = `/sauda_test_${randomBytes(6).toString('hex')}`;
  const client = await new MongoClient(url.href).connect();
  return {
    backend: { kind: 'mongo', url: url.href },
    async oldenClaims() {
      await client
        .db()
        .collection('jobKeys')
        .updateMany({}, { $set: { claimedAt: new Date(Date.now() - 3_600_000) } });
    },
    async leaveClaim({ name, key, agoMs }) {
      const claimedAt = new Date(Date.now() - agoMs);
      await client.db().collection('jobKeys').insertOne({ name, key, token: 'dead', claimedAt });
    },
    async drop() {
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

if (serverUrl) {
  describeJobs('mongo', open);
  describeJobLocks('mongo', open);
  describeRecurringJobs('mongo', open);
} else {
  it.skip('keeps the same contract on MongoDB: give MONGODB_URL to run these tests', () => undefined);
}
