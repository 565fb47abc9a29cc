/** Answers given so far, kept outside the dialogue so that nothing typed is lost. */
import type { Scope } from '../db/scope.ts';
import { Draft } from './dialogue.entity.ts';
import type { Sealer } from './sealer.ts';

/** Answers by question; plain JSON. */
export type DraftAnswers = Readonly<Record<string, unknown>>;

/** The drafts of the scope's actor. */
export interface Drafts {
  /** Keeps the answers in place of those kept before. */
  save(scope: Scope, kind: string, answers: DraftAnswers): Promise<void>;
  /** The answers kept so far; undefined when there are none. */
  find(scope: Scope, kind: string): Promise<DraftAnswers | undefined>;
  drop(scope: Scope, kind: string): Promise<void>;
}

const PURPOSE = 'telegram.draft';

/** Drafts sealed with the given sealer. */
export function createDrafts(sealer: Sealer): Drafts {
  return {
    async save(scope, kind, answers) {
      const sealed = sealer.seal(JSON.stringify(answers), PURPOSE);
      const draft = await findDraft(scope, kind);
      if (draft) {
        draft.sealed = sealed;
        return;
      }

      scope.em.create(Draft, { author: scope.actor.id, kind, sealed });
    },
    async find(scope, kind) {
      const draft = await findDraft(scope, kind);
      return draft ? (JSON.parse(sealer.open(draft.sealed, PURPOSE)) as DraftAnswers) : undefined;
    },
    async drop(scope, kind) {
      await scope.em.nativeDelete(Draft, { author: scope.actor.id, kind });
    },
  };
}

function findDraft(scope: Scope, kind: string): Promise<Draft | null> {
  return scope.em.findOne(Draft, { author: scope.actor.id, kind });
}
