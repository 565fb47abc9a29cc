import { MongoBackend } from '@agendajs/mongo-backend';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import type { Logger } from '../logging/logger.ts';
import { type JobStorage, type JobStore, type KeyClaim, orphanAfterMs } from './job-store.ts';

type KeyRow = KeyClaim & { claimedAt: Date };
type PauseRow = { _id: string };

const duplicateKey = 11000;

/** Opens the queue in the database that the connection string names; there is no wake-up, workers find jobs by polling. */
export async function openMongoStorage(url: string, logger: Logger): Promise<JobStorage> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
  client.on('error', (error) => logger.warn({ err: error }, 'jobs connection lost'));
  const db = client.db();
  const backend = new MongoBackend({ mongo: db, collection: 'agendaJobs' });
  try {
    await client.connect();
    await backend.connect();
    await createIndexes(db);
  } catch (error) {
    await client.close();
    throw error;
  }

  return {
    agenda: {
      name: backend.name,
      repository: backend.repository,
      ownsConnection: false,
      connect: async () => undefined,
      disconnect: async () => undefined,
    },
    store: mongoStore(db),
    close: () => client.close(),
  };
}

async function createIndexes(db: Db): Promise<void> {
  const jobs = db.collection('agendaJobs');
  await db.collection('jobKeys').createIndex({ name: 1, key: 1 }, { unique: true });
  await db.collection('jobKeys').createIndex({ token: 1 }, { unique: true });
  await jobs.createIndex({ 'data.claim.token': 1 }, { sparse: true });
  await jobs.createIndex(
    { name: 1 },
    { unique: true, name: 'singleName', partialFilterExpression: { type: 'single' } },
  );
}

function mongoStore(db: Db): JobStore {
  const keys = db.collection<KeyRow>('jobKeys');
  const pauses = db.collection<PauseRow>('jobPauses');
  return {
    async claimKey(claim) {
      const isOurs = (await insertKey(db, claim)) || (await takeOrphanedKey(db, claim));
      return isOurs ? 'ours' : standingOf(db, claim);
    },
    async releaseKey(token) {
      await keys.deleteOne({ token });
    },
    async pause(name) {
      await pauses.updateOne({ _id: name }, { $set: { _id: name } }, { upsert: true });
    },
    async resume(name) {
      await pauses.deleteOne({ _id: name });
    },
    async pausedNames() {
      const rows = await pauses.find().toArray();
      return new Set(rows.map((row) => row._id));
    },
    async sweep(before) {
      await db.collection('agendaJobs').deleteMany({
        nextRunAt: null,
        lockedAt: null,
        lastFinishedAt: { $ne: null },
        $or: [
          { failedAt: null },
          { $expr: { $lt: ['$failedAt', '$lastFinishedAt'] } },
          { lastFinishedAt: { $lt: before } },
        ],
      });
    },
  };
}

async function insertKey(db: Db, claim: KeyClaim): Promise<boolean> {
  try {
    await db.collection<KeyRow>('jobKeys').insertOne({ ...claim, claimedAt: new Date() });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === duplicateKey) {
      return false;
    }
    throw error;
  }
}

/** A process that died between the claim and the job, or between the job's end and the release, leaves an orphan. */
async function takeOrphanedKey(db: Db, { name, key, token }: KeyClaim): Promise<boolean> {
  const keys = db.collection<KeyRow>('jobKeys');
  const old = await keys.findOne({ name, key, claimedAt: { $lt: new Date(Date.now() - orphanAfterMs) } });
  if (!old) {
    return false;
  }

  if (await hasJob(db, old)) {
    return false;
  }

  const taken = await keys.updateOne({ name, key, token: old.token }, { $set: { token, claimedAt: new Date() } });
  return taken.modifiedCount === 1;
}

async function standingOf(db: Db, { name, key }: KeyClaim): Promise<'taken' | 'unsettled'> {
  const claim = await db.collection<KeyRow>('jobKeys').findOne({ name, key });
  return claim && (await hasJob(db, claim)) ? 'taken' : 'unsettled';
}

/** Whether the claim has a job that waits or runs. */
async function hasJob(db: Db, { token }: KeyClaim): Promise<boolean> {
  const job = await db
    .collection('agendaJobs')
    .findOne({ 'data.claim.token': token, $or: [{ nextRunAt: { $ne: null } }, { lockedAt: { $ne: null } }] });
  return job !== null;
}
