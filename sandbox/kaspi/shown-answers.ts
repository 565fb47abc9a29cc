/** Changes that no buyer sees on a card. */
const unseen = /^(push|order|code|cabinet)\./;

/** The storefront's answers as they were made, until something on their card changes. */
export interface ShownAnswers {
  /** The answer to a question about a card; made when it is not known. */
  get(masterSku: string, question: string, make: () => string): string;
  /** Forgets what an event has made untrue: one card's answers, or all. */
  forget(kind: string, masterSku: unknown): void;
}

/** Creates an empty memory. */
export function createShownAnswers(): ShownAnswers {
  const cards = new Map<string, Map<string, string>>();
  return {
    get: (masterSku, question, make) => {
      const answers = cards.get(masterSku) ?? new Map<string, string>();
      cards.set(masterSku, answers);
      const answer = answers.get(question) ?? make();
      answers.set(question, answer);
      return answer;
    },
    forget: (kind, masterSku) => {
      if (typeof masterSku === 'string') {
        cards.delete(masterSku);
      } else if (!unseen.test(kind)) {
        cards.clear();
      }
    },
  };
}
